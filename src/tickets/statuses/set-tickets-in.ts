import 'server-only';
import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { tickets } from '@/tickets/tables';

/** No statement may last as long as a database that is away. */
const atOnce = 1_000;

/**
 * Changes all tickets that are in a status, so many at a time; how many there were. The caller
 * keeps others from putting tickets there; those that leave meanwhile stay as they are. They are
 * locked in the order of their numbers, as by everybody who changes several.
 */
export async function setTicketsIn(
  tx: Tx,
  tenantId: string,
  statusId: string,
  change: { statusId?: string; resolvedAt: SQL | null; closedAt: SQL | null },
): Promise<number> {
  const inStatus = and(eq(tickets.tenantId, tenantId), eq(tickets.statusId, statusId));
  const byNumber = asc(tickets.number);
  const found = await tx.select({ id: tickets.id }).from(tickets).where(inStatus).orderBy(byNumber);
  const ids = found.map(({ id }) => id);
  let count = 0;
  for (let at = 0; at < ids.length; at += atOnce) {
    const these = and(inStatus, inArray(tickets.id, ids.slice(at, at + atOnce)));
    await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(these)
      .orderBy(byNumber)
      .for('no key update');
    const { rowCount } = await tx.update(tickets).set(change).where(these);
    count += rowCount ?? 0;
  }
  return count;
}
