import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { orNotFound } from '@/platform/errors';
import { tenants } from './tables';
import { tellHostsOf } from './tell-hosts';

/**
 * What pages and mails call the tenant; undefined leaves it. Every process that knows the
 * tenant's hosts reads them anew. Returns the name before.
 */
export async function saveTenantName(
  tx: Tx,
  tenant: { id: string },
  name: string | undefined,
): Promise<string> {
  const [row] = await tx
    .select({ name: tenants.name })
    .from(tenants)
    .where(eq(tenants.id, tenant.id))
    .for('update');
  const before = orNotFound(row).name;
  if (name === undefined || name === before) return before;
  await tx.update(tenants).set({ name }).where(eq(tenants.id, tenant.id));
  await tellHostsOf(tx, tenant.id);
  return before;
}
