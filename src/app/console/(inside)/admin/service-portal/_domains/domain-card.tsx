import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import type { DomainView } from '@/certificates/domain-view';
import { readEnv } from '@/platform/env';
import { isServed, leadsHere } from '@/tenants/domain-states';
import { Notice } from '@/ui/notice';
import { Panel } from '@/ui/page';
import { Badge, StatusPill } from '@/ui/status-pill';
import { causeOf } from './cause-words';
import { CertificateFacts } from './certificate-facts';
import { DomainDeeds } from './domain-deeds';
import { DomainNotice } from './domain-notice';
import { DomainSteps } from './domain-steps';
import { FindingList } from './finding-list';
import { Fold } from './fold';
import { hasEnded } from './has-ended';
import { LookTimes } from './look-times';
import { MailRecordsForm } from './mail-records-form';
import { RecordList } from './record-list';
import { stateWords } from './state-words';
import { stepsOf } from './steps-of';

/** One host of the tenant's own: how far it is, what to enter, what was found, what can be done. */
export async function DomainCard({
  scope,
  domain,
}: {
  scope: Scope<Technician>;
  domain: DomainView;
}) {
  const t = await getTranslations();
  const { host, unicodeHost, state, diagnosis, certificate } = domain;
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  const { name, tone } = stateWords[state];
  const ordersCertificates = readEnv().ACME_DIRECTORY_URL !== undefined;
  const isSettled = leadsHere(state);
  return (
    <Panel role="group" aria-labelledby={`domain-${domain.id}`} className="grid gap-5">
      <header className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 id={`domain-${domain.id}`} className="min-w-0 wrap-anywhere" dir="ltr">
            {unicodeHost}
          </h3>
          <StatusPill tone={hasEnded(domain) ? 'danger' : tone} soft>
            {t(name)}
          </StatusPill>
          {domain.isPrimary && leadsHere(state) && (
            <Badge>{t('console.admin.domains.primary')}</Badge>
          )}
        </div>
        {unicodeHost !== host && (
          <p className="row-note break-all font-mono" dir="ltr">
            {host}
          </p>
        )}
      </header>
      <DomainSteps steps={stepsOf(domain, { ordersCertificates })} time={time} />
      <DomainNotice domain={domain} managedHost={scope.tenant.managedHost} time={time} />
      <Fold isOpen={!isSettled} summary={t('console.admin.domains.dns')}>
        <div className="grid gap-5">
          <RecordList host={host} records={domain.instructions} />
          {diagnosis && diagnosis.findings.length > 0 && (
            <div className="grid gap-1">
              <h4 className="font-medium">{t('console.admin.domains.findings')}</h4>
              <FindingList findings={diagnosis.findings} said={causeOf(domain)} />
            </div>
          )}
          <Fold summary={t('console.admin.domains.mail')}>
            <MailRecordsForm host={host} />
          </Fold>
        </div>
      </Fold>
      {certificate && (
        <Fold summary={t('console.admin.domains.certificate')}>
          <CertificateFacts certificate={certificate} time={time} />
        </Fold>
      )}
      {!certificate && isServed(state) && !ordersCertificates && (
        <Notice>{t('console.admin.domains.noCertificate')}</Notice>
      )}
      <DomainDeeds domain={domain}>
        <LookTimes
          checked={domain.checkedAt?.getTime() ?? null}
          next={domain.nextCheckAt?.getTime() ?? null}
          isWatched={!isServed(state)}
        />
      </DomainDeeds>
    </Panel>
  );
}
