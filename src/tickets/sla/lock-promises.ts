import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';

/**
 * Until the transaction ends the tenant's promises stay as they are (`read`), or nobody reckons
 * with them meanwhile (`change`): no ticket is given a due time by what has just been changed.
 */
export async function lockPromises(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  deed: 'read' | 'change',
): Promise<void> {
  const key = sql`hashtextextended(${`service-levels:${tenant.id}`}, 0)`;
  await tx.execute(
    deed === 'read'
      ? sql`select pg_advisory_xact_lock_shared(${key})`
      : sql`select pg_advisory_xact_lock(${key})`,
  );
}
