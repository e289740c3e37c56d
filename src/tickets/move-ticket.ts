import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { movedFor } from './fields/heard-of';
import type { StatusRow } from './read-statuses';
import { setDueTimes } from './sla/set-due-times';
import { settledTimes } from './statuses/settled-times';
import { tickets } from './tables';
import type { TicketForChange } from './visible-tickets';
import { writeEvent } from './write-message';

/**
 * Puts a locked ticket into another status and writes the event. When it was resolved and closed
 * is kept for as long as it is; what was promised waits or goes on. Returns the ticket as it is then.
 */
export async function moveTicket(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  to: StatusRow,
): Promise<TicketForChange> {
  const [[moved]] = await Promise.all([
    tx
      .update(tickets)
      .set({
        statusId: to.id,
        ...movedFor(scope, 'status'),
        ...settledTimes(to.category),
      })
      .where(
        and(
          eq(tickets.tenantId, scope.tenant.id),
          eq(tickets.id, ticket.id),
          eq(tickets.statusId, ticket.statusId),
        ),
      )
      .returning({ closedAt: tickets.closedAt }),
    writeEvent(tx, scope, ticket.id, { what: 'status', from: ticket.statusId, to: to.id }),
  ]);
  if (!moved) throw new Error('a locked ticket changed its status');
  const ended = ticket.category === 'resolved' || ticket.category === 'closed';
  await setDueTimes(tx, scope, ticket.id, { ended });
  return {
    ...ticket,
    statusId: to.id,
    statusKey: to.key,
    category: to.category,
    portalVisible: to.portalVisible,
    closedAt: moved.closedAt,
  };
}
