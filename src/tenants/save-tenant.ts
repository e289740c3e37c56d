import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { orNotFound } from '@/platform/errors';
import { tenants } from './tables';
import { tellHostsOf } from './tell-hosts';

type Chosen = Pick<typeof tenants.$inferInsert, 'name' | 'defaultLanguage' | 'timeZone'>;

/**
 * Changes what the tenant is called, the language of people who chose none, or the time zone that
 * its days and hours are meant in; what is undefined stays. Every process that knows the tenant's
 * hosts reads them anew. Returns what there was before.
 */
export async function saveTenant(
  tx: Tx,
  tenant: { id: string },
  change: Partial<Chosen>,
): Promise<Required<Chosen>> {
  const [row] = await tx
    .select({
      name: tenants.name,
      defaultLanguage: tenants.defaultLanguage,
      timeZone: tenants.timeZone,
    })
    .from(tenants)
    .where(eq(tenants.id, tenant.id))
    .for('update');
  const before = orNotFound(row);
  const keys = Object.keys(before) as (keyof Chosen)[];
  if (keys.every((key) => change[key] === undefined || change[key] === before[key])) return before;
  await tx.update(tenants).set(change).where(eq(tenants.id, tenant.id));
  await tellHostsOf(tx, tenant.id);
  return before;
}
