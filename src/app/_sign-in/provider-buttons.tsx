import type { OfferedProvider } from '@/session/provider/offered-providers';
import { ButtonLink } from '@/ui/button';
import { ProviderMark } from './provider-mark';

/** A way to each provider, above the form: plain links, since they leave this host. */
export function ProviderButtons({
  providers,
  words,
}: {
  providers: readonly OfferedProvider[];
  /** `signInWith` with `{name}`. */
  words: Record<'signInWith' | 'or', string>;
}) {
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3">
      {providers.map(({ href, kind, name }) => (
        <ButtonLink key={href} href={href} rel="nofollow" wide icon={<ProviderMark kind={kind} />}>
          <span dir="auto">{words.signInWith.replace('{name}', name)}</span>
        </ButtonLink>
      ))}
      <p className="flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {words.or}
      </p>
    </div>
  );
}
