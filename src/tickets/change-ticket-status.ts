import 'server-only';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { announceChange } from './announce-change';
import { heardOf } from './fields/heard-of';
import { ticketNumber } from './input-shapes';
import { moveTicket } from './move-ticket';
import { demand, ticketCan } from './policy';
import { orderRating } from './ratings/ask-for-rating';
import { type StatusRow, statusOfKey } from './read-statuses';
import { tellOfStatus } from './tell-people';
import { type TicketForChange, ticketForChange } from './visible-tickets';

export const ChangeTicketStatus = z.object({
  number: ticketNumber,
  statusKey: z.string().min(1).max(60),
});

/**
 * Puts a ticket into any of the tenant's statuses; the same one again changes nothing. Refuses
 * contacts (403) and an unknown status (422).
 */
export async function changeTicketStatus(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeTicketStatus>,
): Promise<void> {
  const { number, statusKey } = ChangeTicketStatus.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.changeStatus(scope, ticket));
    // The ticket keeps its own: who changes that one has it and waits for the ticket.
    if (statusKey === ticket.statusKey) return;
    const to = await statusOfKey(tx, scope, statusKey);
    await changeStatus(tx, scope, ticket, to, 'ticket.statusChanged');
  });
}

/** Moves, tells, announces and records: what every deed that only changes the status does. */
export async function changeStatus(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  to: StatusRow,
  event: 'ticket.statusChanged' | 'ticket.closed' | 'ticket.reopened',
): Promise<void> {
  const moved = await moveTicket(tx, scope, ticket, to);
  await Promise.all([
    tellOfStatus(tx, scope, moved, to),
    orderRating(tx, scope, moved, to.category),
    announceChange(tx, scope, heardOf(scope, moved, 'status'), 'changed'),
    record(tx, scope, event, ticket.id, {
      before: { status: ticket.statusKey },
      after: { status: to.key },
    }),
  ]);
}
