import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { changeStatus } from './change-ticket-status';
import { ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { statusOfCategory } from './read-statuses';
import { ticketForChange } from './visible-tickets';

export const ReopenTicket = z.object({ number: ticketNumber });

/**
 * Opens a resolved or closed ticket again. Refuses (409) one that is neither, and for contacts
 * one that the tenant's setting keeps closed: then a follow-up is the way (`openTicket`).
 */
export async function reopenTicket(
  scope: Scope,
  input: z.input<typeof ReopenTicket>,
): Promise<void> {
  const { number } = ReopenTicket.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.reopen(scope, ticket));
    const to = await statusOfCategory(tx, scope, 'open');
    await changeStatus(tx, scope, ticket, to, 'ticket.reopened');
  });
}
