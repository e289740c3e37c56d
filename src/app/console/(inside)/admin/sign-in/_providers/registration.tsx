import { getTranslations } from 'next-intl/server';
import type { ProviderView } from '@/session/provider/read-providers';
import { CopyButton } from '@/ui/copy-button';

const steps = {
  microsoft: 'console.admin.signIn.registerMicrosoft',
  google: 'console.admin.signIn.registerGoogle',
  oidc: 'console.admin.signIn.registerOther',
} as const;

/** What to enter at the provider: where it sends people back, for each host. */
export async function Registration({
  provider: { kind, redirectUris },
}: {
  provider: Pick<ProviderView, 'kind' | 'redirectUris'>;
}) {
  const t = await getTranslations();
  return (
    <div className="grid max-w-2xl gap-4">
      <p>{t(steps[kind])}</p>
      <h3 className="font-medium">{t('console.admin.signIn.redirectUris')}</h3>
      <ul className="rows">
        {redirectUris.map((uri) => (
          <li key={uri} className="row">
            <code dir="ltr" className="row-main break-all font-mono text-sm">
              {uri}
            </code>
            <CopyButton value={uri} />
          </li>
        ))}
      </ul>
    </div>
  );
}
