import 'server-only';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { countedUpTo } from '@/tickets/count-tickets';
import type { ListTickets } from '@/tickets/list-tickets';
import { planList } from '@/tickets/plan-list';
import { requireTicketing } from '@/tickets/visible-tickets';

/** How many tickets each list holds, at most `countedUpTo`, asked together. */
export async function countTicketLists(
  scope: Scope,
  lists: readonly z.input<typeof ListTickets>[],
): Promise<number[]> {
  requireTicketing(scope, 'read');
  if (lists.length === 0) return [];
  const limit = countedUpTo - 1; // one row more is read than a page holds
  const counts = lists.map((list) => {
    const { statement } = planList(scope, { ...list, cursor: undefined, limit });
    return sql`(select count(*)::int from (${statement}) counted)`;
  });
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ counts: number[] }>(sql`select array[${sql.join(counts, sql`, `)}] as counts`),
  );
  return rows[0]?.counts ?? [];
}
