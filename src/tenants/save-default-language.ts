import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Locale } from '@/i18n/locales';
import { orNotFound } from '@/platform/errors';
import { tenants } from './tables';
import { tellHostsOf } from './tell-hosts';

/**
 * The language of people who chose none and whose browser wishes for none of ours. Every
 * process that knows the tenant's hosts reads them anew. Returns the language before.
 */
export async function saveDefaultLanguage(
  tx: Tx,
  tenant: { id: string },
  language: Locale,
): Promise<string> {
  const [row] = await tx
    .select({ language: tenants.defaultLanguage })
    .from(tenants)
    .where(eq(tenants.id, tenant.id))
    .for('update');
  await tx.update(tenants).set({ defaultLanguage: language }).where(eq(tenants.id, tenant.id));
  await tellHostsOf(tx, tenant.id);
  return orNotFound(row).language;
}
