import type { Metadata } from 'next';
import { after } from 'next/server';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { readSavedViews } from '@/tickets/desk/read-saved-views';
import { readTags } from '@/tickets/desk/read-tags';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { readAssignees } from '@/tickets/read-assignees';
import { readStatuses } from '@/tickets/read-statuses';
import { readTicket } from '@/tickets/read-ticket';
import { suggestCcs } from '@/tickets/suggest-ccs';
import type { PageInput } from '../../../../_shell/page-input';
import { LiveConsole } from '../../_queue/live-console';
import { QueuePane } from '../../_queue/queue-pane';
import { queryString, readQuery, savedViewOf } from '../../_queue/queue-query';
import { QueueViews } from '../../_queue/queue-views';
import { readQueue } from '../../_queue/read-queue';
import { readNumber } from '../../_ticket/read-number';
import { TicketPane } from '../../_ticket/ticket-pane';

type Input = PageInput<{ number: string }>;

/** The layout's title gives way: the page writes its own, from the one read of the ticket. */
export const metadata: Metadata = { title: { absolute: '' } };

/** A ticket beside its list; below 1280 px the ticket alone. */
export default async function TicketPage({ params, searchParams }: Input) {
  const scope = await requireTechnician();
  const number = readNumber((await params).number);
  const query = readQuery(await searchParams);
  const [ticket, list, statuses, technicians, colleagues, saved, tags] = await orNotFoundPage(
    Promise.all([
      readTicket(scope, number),
      readQueue(scope, query),
      readStatuses(scope),
      readAssignees(scope),
      suggestCcs(scope, number),
      readSavedViews(scope),
      readTags(scope),
    ]),
  );
  if (!ticket.isRead) after(() => markTicketRead(scope, number));
  const { timeZone } = scope.tenant;
  return (
    <div className="desk desk-open">
      <title>{`#${number} ${ticket.title} · ${scope.tenant.name}`}</title>
      <LiveConsole />
      <QueueViews scope={scope} query={query} saved={saved} />
      <QueuePane
        list={list}
        query={query}
        name={savedViewOf(query, saved)?.name}
        selected={number}
        choices={{ statuses, technicians }}
        timeZone={timeZone}
      />
      <TicketPane
        ticket={ticket}
        statuses={statuses}
        technicians={technicians}
        colleagues={colleagues}
        knownTags={tags}
        me={scope.actor.id}
        back={`/console/tickets${queryString(query)}`}
        style={{ locale: scope.language, timeZone }}
      />
    </div>
  );
}
