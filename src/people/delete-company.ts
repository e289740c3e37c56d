import 'server-only';
import { and, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, postgresCode, Refusal } from '@/platform/errors';
import { forgetMembers } from '@/settings/forget-members';
import { refuseUnlessCan } from './policy';
import { companies, contacts } from './tables';

export const DeleteCompany = z.object({ id: z.uuid() });

/**
 * Removes a company that has no contacts and no tickets, also of contacts who have moved on;
 * else it refuses (409), because the tickets would lose whose they are. What is left of erased
 * and merged contacts goes with it.
 */
export async function deleteCompany(
  scope: Scope<Staff>,
  { id }: z.output<typeof DeleteCompany>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeCompanies');
  const tenantId = scope.tenant.id;
  const own = and(eq(companies.tenantId, tenantId), eq(companies.id, id));
  const ofCompany = and(eq(contacts.tenantId, tenantId), eq(contacts.companyId, id));
  await inTransaction(scope, async (tx) => {
    // The lock keeps new contacts out: their foreign key waits for it.
    const [found] = await tx.select().from(companies).where(own).for('update');
    const { name } = orNotFound(found);
    const [people] = await tx
      .select({ count: count() })
      .from(contacts)
      .where(and(ofCompany, isNull(contacts.erasedAt), isNull(contacts.mergedInto)));
    if (people && people.count > 0) {
      throw new Refusal('people.companyHasContacts', { values: { count: people.count } });
    }
    const gone = await tx
      .delete(contacts)
      .where(ofCompany)
      .returning({ id: contacts.id })
      .catch(refuseWithTickets);
    await tx.delete(companies).where(own).catch(refuseWithTickets);
    await forgetMembers(tx, scope, [id, ...gone.map((contact) => contact.id)]);
    await record(tx, scope, 'company.deleted', id, { before: { name } });
  });
}

/** The foreign key of the tickets decides: this room doesn't know them. */
function refuseWithTickets(error: unknown): never {
  if (postgresCode(error) !== '23503') throw error;
  throw new Refusal('people.companyHasTickets');
}
