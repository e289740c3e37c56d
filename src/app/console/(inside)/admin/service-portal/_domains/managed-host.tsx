import { getTranslations } from 'next-intl/server';
import type { DomainView } from '@/certificates/domain-view';
import { hasWildcard } from '@/tenants/urls';
import { CertificateFacts } from './certificate-facts';
import { DomainNotice } from './domain-notice';
import { Fold } from './fold';
import { hasEnded } from './has-ended';

/** The host that always answers, with its certificate where it has one of its own. */
export async function ManagedHost({
  domain,
  isPortal,
  time,
}: {
  domain: DomainView;
  /** It is the address that mails and links name. */
  isPortal: boolean;
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const { host, certificate, order } = domain;
  const isOwn = !hasWildcard();
  return (
    <>
      {!isPortal && (
        <p className="field-help wrap-anywhere">{t('console.admin.domains.managed', { host })}</p>
      )}
      <div className="mt-2 grid gap-3 empty:hidden">
        {isOwn && (order?.failure || hasEnded(domain)) && (
          <DomainNotice domain={domain} managedHost={host} time={time} />
        )}
        {isOwn && certificate && (
          <Fold summary={t('console.admin.domains.certificateOf', { host })}>
            <CertificateFacts certificate={certificate} time={time} />
          </Fold>
        )}
      </div>
    </>
  );
}
