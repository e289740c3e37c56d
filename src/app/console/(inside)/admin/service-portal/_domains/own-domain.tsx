import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import type { DomainView } from '@/certificates/domain-view';
import { lookAgainSoon } from '@/certificates/look-again-soon';
import { isServed } from '@/tenants/domain-states';
import { CopyButton } from '@/ui/copy-button';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { DomainCard } from './domain-card';
import { HostForm } from './host-form';
import { ManagedHost } from './managed-host';
import { stateWords } from './state-words';
import { WatchDomains } from './watch-domains';

/** Where the portal answers, a field for a host of one's own, and how far each of them is. */
export async function OwnDomain({
  scope,
  portalUrl,
  domains,
}: {
  scope: Scope<Technician>;
  portalUrl: string;
  domains: DomainView[];
}) {
  const t = await getTranslations();
  const managed = domains.find(({ kind }) => kind === 'managed');
  const custom = domains.filter(({ kind }) => kind === 'custom');
  const underWay = custom.filter(({ state }) => !isServed(state));
  await lookAgainSoon(
    scope,
    underWay.map(({ host }) => host),
  );
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <Section title={t('console.admin.domains.title')} lead={t('console.admin.domains.lead')}>
      <div className="grid gap-6">
        <div className="grid gap-1">
          <h3>{t('console.admin.portal.address')}</h3>
          <div className="flex flex-wrap items-center gap-3">
            <a href={portalUrl} target="_blank" rel="noreferrer" className="link break-all">
              {portalUrl}
            </a>
            <CopyButton value={portalUrl} of={t('console.admin.portal.copyAddress')} />
          </div>
          {managed && (
            <ManagedHost domain={managed} isPortal={managed.url === portalUrl} time={time} />
          )}
        </div>
        <HostForm />
        {custom.length === 0 && (
          <EmptyState
            level={3}
            title={t('console.admin.domains.empty')}
            text={t('console.admin.domains.emptyText')}
          />
        )}
        {custom.map((domain) => (
          <DomainCard key={domain.id} scope={scope} domain={domain} />
        ))}
      </div>
      <WatchDomains
        isUnderWay={underWay.length > 0}
        news={custom
          .map(({ unicodeHost, state }) => `${unicodeHost}: ${t(stateWords[state].name)}`)
          .join('. ')}
      />
    </Section>
  );
}
