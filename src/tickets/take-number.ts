import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { cameWithDescription } from './attach-drafts';
import type { ColumnsOfFields } from './fields/fields-of-new';
import { ticketCounters, tickets } from './tables';
import { sentBefore } from './write-once';

/** What a form says of a new ticket: by this it is known again. */
interface NewTicket extends Omit<ColumnsOfFields, 'assigneeId'> {
  id: string;
  requesterId: string;
  attachmentIds: readonly string[];
}

/**
 * The tenant's next number, for a ticket with this id. The counter's row stays locked until the
 * end of the transaction, so numbers have no gaps and the same form sent twice at once finds its
 * first ticket: then `present`, and no number is used up. Refuses what differs from the ticket that
 * stands there (409, naming its number, about `submissionId`), and an id that stands for a ticket of
 * somebody else (422).
 */
export async function takeNumber(
  tx: Tx,
  scope: Scope,
  wanted: NewTicket,
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
      .select()
      .from(tickets)
      .where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, wanted.id))),
  ]);
  if (!counter) throw new Error('the counter gave no number');
  if (!present) return { number: counter.number, present: false };
  if (present.requesterId !== wanted.requesterId) {
    throw new Refusal('tickets.usedSubmission', { status: 422 });
  }
  if (!(await isSame(tx, scope, present, wanted))) {
    throw sentBefore('tickets.sentAsTicket', { number: String(present.number) });
  }
  await tx
    .update(ticketCounters)
    .set({ lastNumber: counter.number - 1 })
    .where(eq(ticketCounters.tenantId, tenantId));
  return { number: present.number, present: true };
}

const words = ['title', 'description', 'type', 'priority', 'fields'] as const;

async function isSame(
  tx: Tx,
  scope: Scope,
  present: typeof tickets.$inferSelect,
  wanted: NewTicket,
): Promise<boolean> {
  const said = (one: Pick<NewTicket, (typeof words)[number]>) => words.map((name) => one[name]);
  if (!isDeepStrictEqual(said(present), said(wanted))) return false;
  return cameWithDescription(tx, scope, wanted.attachmentIds, present.id);
}
