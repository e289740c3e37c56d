import 'server-only';
import type { Scope } from '@/access/scope';
import { inLanguageOf } from '@/settings/in-language-of';
import { setting } from '@/settings/tenant-settings';

/** The tenant's own links: imprint, privacy, status page. They lead away, so they open apart. */
export function FooterLinks({
  reader,
}: {
  reader: Pick<Scope, 'tenant' | 'settings' | 'language'>;
}) {
  const links = setting(reader, 'branding').footerLinks.flatMap(({ url, labels }) => {
    const label = inLanguageOf(reader, labels);
    return label ? [{ url, ...label }] : [];
  });
  if (links.length === 0) return null;
  return (
    <ul className="footer-links">
      {links.map(({ url, text, language }) => (
        <li key={url}>
          <a href={url} className="link" target="_blank" rel="noopener" lang={language} dir="auto">
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
