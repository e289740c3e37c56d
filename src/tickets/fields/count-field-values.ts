import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { requireTicketing } from '@/tickets/visible-tickets';

/** How many tickets hold a value of this field of the tenant's own; from an index. */
export async function countFieldValues(scope: Scope<Staff>, key: string): Promise<number> {
  requireTicketing(scope, 'read');
  return inReadTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from tickets t
      where t.tenant_id = ${scope.tenant.id} and t.fields <> '{}' and t.fields ? ${key}`);
    return rows[0]?.count ?? 0;
  });
}
