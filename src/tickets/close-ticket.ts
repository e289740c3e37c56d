import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { changeStatus } from './change-ticket-status';
import { ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { statusOfCategory } from './read-statuses';
import { ticketForChange } from './visible-tickets';

export const CloseTicket = z.object({ number: ticketNumber });

/** Closes a ticket. Refuses one that is closed (409) and people who are only in copy (403). */
export async function closeTicket(scope: Scope, input: z.input<typeof CloseTicket>): Promise<void> {
  const { number } = CloseTicket.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.close(scope, ticket));
    const to = await statusOfCategory(tx, scope, 'closed');
    await changeStatus(tx, scope, ticket, to, 'ticket.closed');
  });
}
