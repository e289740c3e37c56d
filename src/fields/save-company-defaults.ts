import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { FieldValues } from './field';
import { ticketFieldDefaults } from './tables';

/** Company → what a field begins with on its tickets. They replace all that there were. */
export async function saveCompanyDefaults(
  tx: Tx,
  { tenant: { id: tenantId } }: Scope,
  key: string,
  ofCompanies: FieldValues,
): Promise<void> {
  await tx
    .delete(ticketFieldDefaults)
    .where(and(eq(ticketFieldDefaults.tenantId, tenantId), eq(ticketFieldDefaults.key, key)));
  const rows = Object.entries(ofCompanies).map(([companyId, value]) => ({
    tenantId,
    key,
    companyId,
    value,
  }));
  if (rows.length > 0) await tx.insert(ticketFieldDefaults).values(rows);
}

/** The same, to be read. */
export async function readCompanyDefaults(
  tx: Tx,
  { tenant }: Scope,
  key: string,
): Promise<FieldValues> {
  const rows = await tx
    .select()
    .from(ticketFieldDefaults)
    .where(and(eq(ticketFieldDefaults.tenantId, tenant.id), eq(ticketFieldDefaults.key, key)));
  return Object.fromEntries(rows.map(({ companyId, value }) => [companyId, value]));
}
