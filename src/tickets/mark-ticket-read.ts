import 'server-only';
import { sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { markRead } from './announce-change';
import { ticketNumber } from './input-shapes';
import { requireTicketing, visibleTickets } from './visible-tickets';

/**
 * Remembers that the actor has looked at the ticket, so that lists stop giving it weight. It is
 * the reader's own mark, not a change of the ticket: no entry in the audit log.
 */
export async function markTicketRead(scope: Scope, number: number): Promise<void> {
  requireTicketing(scope, 'read');
  await inTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select t.id from tickets t, ticket_statuses s
      where ${visibleTickets(scope)} and t.number = ${ticketNumber.parse(number)}`);
    await markRead(tx, scope, orNotFound(rows[0]).id);
  });
}
