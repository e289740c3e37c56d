import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { serviceLevels } from './tables';

/** Whether due times are reckoned at all: screens say nothing of them otherwise. */
export async function promisesAnything(scope: Scope<Technician>): Promise<boolean> {
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({ tenantId: serviceLevels.tenantId })
      .from(serviceLevels)
      .where(and(eq(serviceLevels.tenantId, scope.tenant.id), eq(serviceLevels.enabled, true))),
  );
  return rows.length > 0;
}
