import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { announceChange } from './announce-change';
import { heardOf, movedFor } from './fields/heard-of';
import { ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { setDueTimes } from './sla/set-due-times';
import { tickets } from './tables';
import { ticketPriorities } from './ticket-view';
import { ticketForChange } from './visible-tickets';
import { writeEvent } from './write-message';

export const ChangeTicketPriority = z.object({
  number: ticketNumber,
  priority: z.enum(ticketPriorities),
});

/**
 * Sets how urgent a ticket is; the same again changes nothing. Refuses contacts (403), unless the
 * portal lets them.
 */
export async function changeTicketPriority(
  scope: Scope,
  input: z.input<typeof ChangeTicketPriority>,
): Promise<void> {
  const { number, priority } = ChangeTicketPriority.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.changePriority(scope, ticket));
    const before = ticket.priority;
    if (before === priority) return;
    await Promise.all([
      tx
        .update(tickets)
        .set({ priority, ...movedFor(scope, 'priority') })
        .where(and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, ticket.id))),
      writeEvent(tx, scope, ticket.id, { what: 'priority', from: before, to: priority }),
      announceChange(tx, scope, heardOf(scope, ticket, 'priority'), 'changed'),
      record(tx, scope, 'ticket.priorityChanged', ticket.id, {
        before: { priority: before },
        after: { priority },
      }),
    ]);
    await setDueTimes(tx, scope, ticket.id);
  });
}
