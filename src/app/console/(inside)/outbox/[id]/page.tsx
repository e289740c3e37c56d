import { getTranslations } from 'next-intl/server';
import { readOutboxMessage } from '@/notifications/read-outbox';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Notice } from '@/ui/notice';
import { Page, PageHeader } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { Tabs } from '@/ui/tabs';
import { TimeAgo } from '@/ui/time-ago';
import { type Query, queryText } from '../../_lists/query-text';
import { MailFrame } from '../../_mail/mail-frame';
import { mailStates } from '../mail-states';

type Input = { params: Promise<{ id: string }>; searchParams: Query };

export async function generateMetadata({ params }: Input) {
  const scope = await requireTechnician();
  return { title: (await orNotFoundPage(readOutboxMessage(scope, (await params).id))).subject };
}

/** One mail as its reader's program would show it. */
export default async function OutboxMailPage({ params, searchParams }: Input) {
  const scope = await requireTechnician();
  const { id } = await params;
  const mail = await orNotFoundPage(readOutboxMessage(scope, id));
  const asText = queryText((await searchParams).view) === 'text';
  const t = await getTranslations();
  const here = `/console/outbox/${id}`;
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.outbox.path')}
            steps={[
              { label: t('console.outbox.title'), href: '/console/outbox' },
              { label: mail.subject },
            ]}
          />
        }
        title={<bdi>{mail.subject}</bdi>}
        meta={
          <>
            <span>
              {t('console.outbox.to')} <bdi>{mail.to.name}</bdi> {`<${mail.to.address}>`}
            </span>
            <TimeAgo at={mail.createdAt} locale={scope.language} timeZone={scope.tenant.timeZone} />
            <StatusPill tone={mailStates[mail.state].tone}>
              {t(mailStates[mail.state].key)}
            </StatusPill>
          </>
        }
      />
      {mail.lastError && (
        <Notice tone="danger" title={t('console.outbox.error')}>
          {mail.lastError}
        </Notice>
      )}
      <Tabs
        label={t('console.outbox.views')}
        items={[
          { href: here, label: t('console.outbox.html'), current: !asText },
          { href: `${here}?view=text`, label: t('console.outbox.text'), current: asText },
        ]}
      />
      {asText ? (
        <pre lang={mail.language} dir="auto" className="whitespace-pre-wrap break-words font-mono">
          {mail.text}
        </pre>
      ) : (
        <MailFrame html={mail.html} title={mail.subject} />
      )}
    </Page>
  );
}
