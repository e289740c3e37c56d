import { after } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { leftOutSentence } from '@/app/_mail/left-out-sentence';
import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import type { Query } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { answerTime } from '@/app/portal/_tickets/answer-time';
import { readAttachWords } from '@/app/portal/_tickets/attach-words';
import { nextWords } from '@/app/portal/_tickets/next-words';
import { statusTone } from '@/app/portal/_tickets/status-tone';
import { clock } from '@/platform/clock';
import { notFound } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { readTicket } from '@/tickets/read-ticket';
import type { TicketView } from '@/tickets/ticket-view';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Notice } from '@/ui/notice';
import { Page } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { conversationOf } from './conversation-of';
import { NoReply } from './no-reply';
import { SentNotice } from './sent-notice';
import { Thread } from './thread';
import { TicketFacts } from './ticket-facts';

interface TicketAddress {
  params: Promise<{ number: string }>;
  searchParams: Query;
}

export default function TicketPage(address: TicketAddress) {
  return pageOrMissing(() => drawTicket(address));
}

async function drawTicket({ params, searchParams }: TicketAddress) {
  const scope = await requireSection('ticketing');
  const number = (await params).number;
  if (!/^[1-9]\d{0,8}$/.test(number)) throw notFound();
  const ticket = await readTicket(scope, Number(number));
  const t = await getTranslations('portal.ticket');
  const all = await getTranslations();
  if (!ticket.isRead) after(() => markTicketRead(scope, ticket.number).catch(() => {}));
  const { tenant, actor, language } = scope;
  const heading = t('heading', { number: String(ticket.number) });
  return (
    <Page className="ticket-page">
      <title>{`${heading} ${ticket.title} · ${tenant.name}`}</title>
      <div className="ticket-top">
        <header className="ticket-head">
          <Breadcrumb
            label={t('where')}
            steps={[{ label: all('portal.tickets.title'), href: '/tickets' }, { label: heading }]}
          />
          <h1 dir="auto">{ticket.title}</h1>
          <div className="ticket-state">
            {ticket.status.label && (
              <StatusPill
                soft
                tone={statusTone[ticket.status.category]}
                colour={ticket.status.colour}
              >
                {ticket.status.label}
              </StatusPill>
            )}
            {ticket.answerBy ? (
              <p>
                {t('answerBy', {
                  time: answerTime(ticket.answerBy, clock.now(), {
                    locale: language,
                    timeZone: tenant.timeZone,
                  }),
                })}
              </p>
            ) : (
              ticket.next && <p>{all(nextWords[ticket.next])}</p>
            )}
          </div>
        </header>
        {'sent' in (await searchParams) && (
          <SentNotice
            title={t('sentTitle', { number: String(ticket.number) })}
            text={t('sentText')}
          />
        )}
        {linksOf(ticket).map(({ key, link }) => (
          <Notice key={`${key} ${link.number}`}>
            <a href={`/tickets/${link.number}`} className="link" dir="auto">
              {all(key, { number: String(link.number), title: link.title })}
            </a>
          </Notice>
        ))}
      </div>
      <TicketFacts scope={scope} ticket={ticket} />
      <section aria-label={t('conversation')} className="ticket-main">
        <Thread
          number={ticket.number}
          me={actor.name}
          messages={conversationOf(ticket, actor.id, {
            onBehalf: (by, name) => all('tickets.onBehalf', { by, name }),
            openedBy: (who) => t('openedBy', { who }),
            statusChanged: (to) => t('statusChanged', { status: to }),
            mergedInto: (number) => t('mergedInto', { number }),
            mergedFrom: (number) => t('mergedFrom', { number }),
            leftOut: (files) => leftOutSentence(files, all),
          })}
          submissionId={newId()}
          draftKey={`${actor.id}:reply:${ticket.number}`}
          locale={language}
          timeZone={tenant.timeZone}
          attachWords={await readAttachWords()}
          words={{
            list: t('conversation'),
            you: t('you'),
            team: tenant.name,
            sending: t('sending'),
            attachments: t('attachments'),
            formatted: all('inboundMail.formatted'),
            formattedTitle: all('inboundMail.formattedTitle'),
            reply: t('reply'),
            placeholder: t('replyPlaceholder'),
            send: t('send'),
            sendPending: t('sendPending'),
          }}
          instead={ticket.can.reply.allowed ? undefined : <NoReply permission={ticket.can.reply} />}
        />
      </section>
    </Page>
  );
}

/** The ticket that this one goes on from, and those that go on from it. */
function linksOf({ followUpOf, followUps }: TicketView) {
  return [
    ...(followUpOf ? [{ key: 'tickets.followUpOf' as const, link: followUpOf }] : []),
    ...followUps.map((link) => ({ key: 'tickets.followedBy' as const, link })),
  ];
}
