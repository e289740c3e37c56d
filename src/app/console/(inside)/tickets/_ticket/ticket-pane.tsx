import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { StatusView, TicketView } from '@/tickets/ticket-view';
import { ButtonLink } from '@/ui/button';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { TicketComposer } from '../_compose/ticket-composer';
import { TicketFields } from '../_fields/ticket-fields';
import { TicketMails } from '../_mail/ticket-mails';
import { MergeButton } from '../_merge/merge-button';
import { TicketCcs } from '../_people/ticket-ccs';
import { PresenceProvider } from '../_presence/presence-context';
import { PresentPeople } from '../_presence/present-people';
import { Promises } from '../_promises/promises';
import { Satisfaction } from '../_promises/satisfaction';
import { categoryTones } from '../_queue/queue-row';
import { TicketTags } from '../_tags/ticket-tags';
import { WhoSees } from '../_visibility/who-sees';
import { Conversation } from './conversation';
import { MoreFacts } from './more-facts';
import { TicketControls } from './ticket-controls';

interface Named {
  id: string;
  name: string;
}

/** The third pane, and the whole page on a narrow screen. */
export async function TicketPane({
  ticket,
  statuses,
  technicians,
  colleagues,
  knownTags,
  me,
  back,
  style,
}: {
  ticket: TicketView;
  statuses: readonly StatusView[];
  technicians: readonly Named[];
  colleagues: readonly Named[];
  knownTags: readonly string[];
  me: string;
  /** Where the list is, with its query. */
  back: string;
  style: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const { number, requester, company, followUpOf, followUps } = ticket;
  const latest = ticket.messages.findLast(
    ({ kind, author }) => kind !== 'event' && author.id !== me && author.by?.id !== me,
  );
  // A technician who has left keeps their place in the list of this ticket.
  const choices =
    ticket.assignee && !technicians.some(({ id }) => id === ticket.assignee?.id)
      ? [...technicians, ticket.assignee]
      : technicians;
  return (
    <PresenceProvider number={number}>
      <article className="desk-ticket" aria-labelledby="ticket-title">
        <header className="ticket-head">
          <Link href={back} className="ticket-back link">
            <ChevronLeft aria-hidden className="flip-rtl size-4" />
            {t('console.ticket.back')}
          </Link>
          <h1 id="ticket-title">
            <span className="text-muted">#{number}</span> <span dir="auto">{ticket.title}</span>
          </h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <StatusPill tone={categoryTones[ticket.status.category]} colour={ticket.status.colour}>
              {ticket.status.label}
            </StatusPill>
            <span dir="auto">
              {t('console.ticket.from', { name: requester.name, company: company.name })}
            </span>
            <TimeAgo at={ticket.createdAt} {...style} />
          </p>
          <PresentPeople />
          {followUpOf && (
            <p>
              <Link href={`/console/tickets/${followUpOf.number}`} className="link" dir="auto">
                {t('tickets.followUpOf', wordsOf(followUpOf))}
              </Link>
            </p>
          )}
          {followUps.map((link) => (
            <p key={link.number}>
              <Link href={`/console/tickets/${link.number}`} className="link" dir="auto">
                {t('tickets.followedBy', wordsOf(link))}
              </Link>
            </p>
          ))}
        </header>
        <aside aria-label={t('console.ticket.facts')} className="ticket-side">
          <TicketControls
            number={number}
            statusKey={ticket.status.key}
            statuses={statuses}
            assigneeId={ticket.assignee?.id ?? ''}
            technicians={choices.map(({ id, name }) => ({ id, name }))}
            priority={ticket.priority ?? 'normal'}
            me={me}
          >
            {ticket.can.merge.allowed && <MergeButton number={number} company={company.name} />}
            {ticket.can.followUp.allowed && (
              <ButtonLink
                size="sm"
                href={`/console/tickets/new?contact=${requester.id}&followUp=${number}`}
              >
                {t('console.ticket.followUp')}
              </ButtonLink>
            )}
          </TicketControls>
          <Promises promises={ticket.promises} style={style} />
          <MoreFacts label={t('console.ticket.facts')}>
            <dl className="ticket-people">
              <div>
                <dt>{t('console.ticket.requester')}</dt>
                <dd>
                  <Link href={`/console/contacts/${requester.id}`} className="link" dir="auto">
                    {requester.name}
                  </Link>
                </dd>
                <dd>
                  <Link
                    href={`/console/tickets?view=all&requester=${requester.id}`}
                    className="link text-sm"
                  >
                    {t('console.ticket.theirTickets')}
                  </Link>
                </dd>
              </div>
              <div>
                <dt>{t('console.ticket.company')}</dt>
                <dd>
                  <Link href={`/console/companies/${company.id}`} className="link" dir="auto">
                    {company.name}
                  </Link>
                </dd>
              </div>
              <div>
                <dt>{t('console.ticket.ccs')}</dt>
                <dd>
                  <TicketCcs number={number} ccs={ticket.ccs} colleagues={colleagues} />
                </dd>
                <dd>
                  <WhoSees number={number} />
                </dd>
                <dd>
                  <TicketMails number={number} style={style} />
                </dd>
              </div>
              <div>
                <dt>{t('console.tags.label')}</dt>
                <dd>
                  <TicketTags number={number} tags={ticket.tags} known={knownTags} />
                </dd>
              </div>
            </dl>
            <TicketFields number={number} fields={ticket.fields} />
          </MoreFacts>
          <Satisfaction rating={ticket.satisfaction} style={style} />
        </aside>
        <div className="ticket-talk">
          <Conversation ticket={ticket} style={style} />
          <TicketComposer
            key={number}
            number={number}
            me={me}
            requester={requester.name}
            readers={[requester, ...ticket.ccs].map(({ id, name }) => ({ id, name }))}
            statuses={statuses}
            latest={
              latest && {
                id: latest.id,
                name: latest.author.name,
                body: latest.body.slice(0, 600),
                at: latest.createdAt,
              }
            }
            style={style}
          />
        </div>
      </article>
    </PresenceProvider>
  );
}

const wordsOf = ({ number, title }: { number: number; title: string }) => ({
  number: String(number),
  title,
});
