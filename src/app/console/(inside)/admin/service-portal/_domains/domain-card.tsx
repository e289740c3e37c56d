import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import type { DomainView } from '@/certificates/domain-view';
import { readEnv } from '@/platform/env';
import { isServed } from '@/tenants/domain-states';
import { Notice } from '@/ui/notice';
import { Panel } from '@/ui/page';
import { Badge, StatusPill } from '@/ui/status-pill';
import { CertificateFacts } from './certificate-facts';
import { DomainDeeds } from './domain-deeds';
import { DomainNotice } from './domain-notice';
import { DomainSteps } from './domain-steps';
import { FindingList } from './finding-list';
import { LookTimes } from './look-times';
import { MailRecordsForm } from './mail-records-form';
import { RecordList } from './record-list';
import { stateWords } from './state-words';
import { stepsOf } from './steps-of';

/** One host of the tenant's own: how far it is, what to enter, what was found, what can be done. */
export async function DomainCard({
  scope,
  domain,
  isSeveral,
}: {
  scope: Scope<Technician>;
  domain: DomainView;
  /** There are others that answer, so that one of them has to be chosen for links. */
  isSeveral: boolean;
}) {
  const t = await getTranslations();
  const { host, unicodeHost, state, diagnosis, certificate } = domain;
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  const { name, tone } = stateWords[state];
  const ordersCertificates = readEnv().ACME_DIRECTORY_URL !== undefined;
  const isSettled = isServed(state) && state !== 'dangling';
  return (
    <Panel role="group" aria-labelledby={`domain-${domain.id}`} className="grid gap-5">
      <header className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 id={`domain-${domain.id}`} className="min-w-0 wrap-anywhere" dir="ltr">
            {unicodeHost}
          </h3>
          <StatusPill tone={tone} soft>
            {t(name)}
          </StatusPill>
          {domain.isPrimary && <Badge>{t('console.admin.domains.primary')}</Badge>}
        </div>
        {unicodeHost !== host && (
          <p className="row-note break-all font-mono" dir="ltr">
            {host}
          </p>
        )}
      </header>
      <DomainSteps steps={stepsOf(domain, { ordersCertificates })} time={time} />
      <DomainNotice domain={domain} time={time} />
      <Folded isOpen={!isSettled} summary={t('console.admin.domains.dns')}>
        <div className="grid gap-5">
          <RecordList host={host} records={domain.instructions} />
          {diagnosis && diagnosis.findings.length > 0 && (
            <div className="grid gap-1">
              <h4 className="font-medium">{t('console.admin.domains.findings')}</h4>
              <FindingList findings={diagnosis.findings} said={domain.cause} />
            </div>
          )}
          <details className="domain-fold">
            <summary>{t('console.admin.domains.mail')}</summary>
            <MailRecordsForm host={host} />
          </details>
        </div>
      </Folded>
      {certificate && (
        <details className="domain-fold">
          <summary>{t('console.admin.domains.certificate')}</summary>
          <CertificateFacts certificate={certificate} time={time} />
        </details>
      )}
      {!certificate && isServed(state) && !ordersCertificates && (
        <Notice>{t('console.admin.domains.noCertificate')}</Notice>
      )}
      <DomainDeeds domain={domain} isSeveral={isSeveral}>
        <LookTimes
          checked={domain.checkedAt?.getTime() ?? null}
          next={domain.nextCheckAt?.getTime() ?? null}
        />
      </DomainDeeds>
    </Panel>
  );
}

function Folded({
  isOpen,
  summary,
  children,
}: {
  isOpen: boolean;
  summary: string;
  children: React.ReactNode;
}) {
  if (isOpen) return children;
  return (
    <details className="domain-fold">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
