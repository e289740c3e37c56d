import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireTechnician } from '@/session/require-person';
import { type MailQueue, mailQueues } from '@/tickets/mail/mail-view';
import { readInboundMails } from '@/tickets/mail/read-inbound-mails';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader } from '@/ui/page';
import { Tabs } from '@/ui/tabs';
import { TimeAgo } from '@/ui/time-ago';
import { ListPages } from '../_lists/list-pages';
import { type Query, queryCursor, queryText, withQuery } from '../_lists/query-text';
import { MailDeeds } from './mail-deeds';
import { reasonWords } from './reason-words';

const path = '/console/mail';
const queueWords = {
  triage: 'inboundMail.queue.triage',
  failed: 'inboundMail.queue.failed',
  ignored: 'inboundMail.queue.ignored',
  accepted: 'inboundMail.queue.accepted',
} as const satisfies Record<MailQueue, string>;

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('inboundMail.title') };
}

/** Mail that came in: what waits for a person, and what became of the rest. */
export default async function MailPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const asked = queryText(query.queue);
  const queue = mailQueues.find((one) => one === asked) ?? 'triage';
  const cursor = queryCursor(query.cursor);
  const { rows, nextCursor, waiting } = await readInboundMails(scope, { queue, cursor });
  const t = await getTranslations();
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone, short: true };
  return (
    <Page>
      <PageHeader title={t('inboundMail.title')} lead={t('inboundMail.lead')} />
      <Tabs
        label={t('inboundMail.queues')}
        items={mailQueues.map((one) => {
          const count = one === 'triage' || one === 'failed' ? waiting[one] : 0;
          const words = t(queueWords[one]);
          return {
            href: withQuery(path, { queue: one }),
            label: count > 0 ? t('inboundMail.queueCount', { queue: words, count }) : words,
            current: one === queue,
          };
        })}
      />
      {rows.length === 0 && (
        <EmptyState
          drawing="letters"
          title={t('inboundMail.none')}
          text={t('inboundMail.noneText', { address: `support@${scope.tenant.managedHost}` })}
        />
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((mail) => (
            <li key={mail.id} className="grid grid-cols-1 gap-2 py-3">
              <div className="flex items-baseline justify-between gap-3">
                <Link
                  href={`${path}/${mail.id}`}
                  className="row-title min-w-0 font-medium"
                  dir="auto"
                >
                  {mail.subject || t('inboundMail.noSubject')}
                </Link>
                <TimeAgo at={mail.receivedAt} {...time} className="row-note shrink-0" />
              </div>
              <p className="row-note break-words">
                <bdi>{mail.from.name}</bdi> {mail.from.address}
              </p>
              <p className="row-title" dir="auto">
                {mail.text}
              </p>
              <p className="row-note">
                {t(reasonWords[mail.reason ?? ''] ?? 'inboundMail.waiting')}
              </p>
              <MailDeeds mail={mail} />
            </li>
          ))}
        </ul>
      )}
      <ListPages
        label={t('inboundMail.pages')}
        first={t('inboundMail.newest')}
        next={t('inboundMail.older')}
        path={path}
        query={{ queue }}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
