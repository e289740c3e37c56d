import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { lockContact } from './contact-rows';
import { companies, contacts } from './tables';

/** What a contact's record says of the person, without secrets; and the records merged into it. */
export async function readProfile(tx: Tx, scope: Scope, id: string) {
  const tenantId = scope.tenant.id;
  const row = await lockContact(tx, scope, id);
  const [company] = await tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(and(eq(companies.tenantId, tenantId), eq(companies.id, row.companyId)));
  const merged = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.mergedInto, id)));
  return { profile: { ...factsOf(row), company: company! }, merged: merged.map(factsOf) };
}

function factsOf(row: typeof contacts.$inferSelect) {
  const { id, name, email, username, phone, language, isPrimary, createdAt } = row;
  const { welcomedAt, firstSignedInAt, lastSignedInAt, disabledAt } = row;
  const times = { createdAt, welcomedAt, firstSignedInAt, lastSignedInAt, disabledAt };
  return { id, name, email, username, phone, language, isPrimary, ...times };
}
