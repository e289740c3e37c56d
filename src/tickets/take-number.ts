import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { ticketCounters, tickets } from './tables';

/**
 * The tenant's next number, for a ticket with this id. The counter's row stays locked until the
 * end of the transaction, so numbers have no gaps and the same form sent twice at once finds its
 * first ticket: then `present`, and no number is used up. Refuses an id that stands for a ticket
 * of somebody else (422).
 */
export async function takeNumber(
  tx: Tx,
  scope: Scope,
  id: string,
  requesterId: string,
): Promise<{ number: number; present: boolean }> {
  const tenantId = scope.tenant.id;
  const [[counter], [present]] = await Promise.all([
    tx
      .insert(ticketCounters)
      .values({ tenantId, lastNumber: 1 })
      .onConflictDoUpdate({
        target: ticketCounters.tenantId,
        set: { lastNumber: sql`${ticketCounters.lastNumber} + 1` },
      })
      .returning({ number: ticketCounters.lastNumber }),
    tx
      .select({ number: tickets.number, requesterId: tickets.requesterId })
      .from(tickets)
      .where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, id))),
  ]);
  if (!counter) throw new Error('the counter gave no number');
  if (!present) return { number: counter.number, present: false };
  if (present.requesterId !== requesterId) {
    throw new Refusal('tickets.usedSubmission', { status: 422 });
  }
  await tx
    .update(ticketCounters)
    .set({ lastNumber: counter.number - 1 })
    .where(eq(ticketCounters.tenantId, tenantId));
  return { number: present.number, present: true };
}
