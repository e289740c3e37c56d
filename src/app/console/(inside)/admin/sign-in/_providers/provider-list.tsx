import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ProviderView } from '@/session/provider/read-providers';
import { EmptyState } from '@/ui/empty-state';
import { StatusPill } from '@/ui/status-pill';
import { realmWords } from './provider-words';

/** Who vouches for people of the tenant; each leads to its settings. */
export async function ProviderList({ providers }: { providers: readonly ProviderView[] }) {
  const t = await getTranslations();
  if (providers.length === 0) {
    return (
      <EmptyState
        level={3}
        title={t('console.admin.signIn.empty')}
        text={t('console.admin.signIn.emptyText')}
      />
    );
  }
  return (
    <ul className="rows">
      {providers.map(({ id, name, issuer, realm, enabled }) => (
        <li key={id}>
          <Link href={`/console/admin/sign-in/providers/${id}`} className="row">
            <span className="row-main">
              <bdi className="row-title block font-medium">{name}</bdi>
              <span className="row-note block">
                {t(realmWords[realm])} ·{' '}
                <bdi dir="ltr" className="break-all">
                  {issuer}
                </bdi>
              </span>
            </span>
            <StatusPill tone={enabled ? 'success' : 'neutral'}>
              {t(enabled ? 'console.admin.signIn.on' : 'console.admin.signIn.off')}
            </StatusPill>
          </Link>
        </li>
      ))}
    </ul>
  );
}
