import 'server-only';
import { and, count, eq, inArray } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { tickets } from './tables';

/** How many tickets each of these contacts asked for; who asked for none is not in the answer. */
export async function countRequested(
  scope: Scope<Technician>,
  contactIds: readonly string[],
): Promise<Map<string, number>> {
  if (contactIds.length === 0) return new Map();
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: tickets.requesterId, count: count() })
      .from(tickets)
      .where(
        and(eq(tickets.tenantId, scope.tenant.id), inArray(tickets.requesterId, [...contactIds])),
      )
      .groupBy(tickets.requesterId),
  );
  return new Map(rows.map((row) => [row.id, row.count]));
}
