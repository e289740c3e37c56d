import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { settings } from '@/settings/tables';

/** A tenant's choices by key, where no session has brought them. */
export async function settingsOf(tx: Tx, tenantId: string): Promise<Record<string, unknown>> {
  const rows = await tx
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(eq(settings.tenantId, tenantId));
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}
