import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { companies, contacts } from './tables';

/**
 * Refuses (422, beside the field) ids of contacts and companies that the tenant does not have;
 * `companiesField` is the one that names the companies.
 */
export async function requirePeople(
  scope: Scope<Staff>,
  { contactIds = [], companyIds = [] }: { contactIds?: string[]; companyIds?: string[] },
  companiesField = 'companyIds',
): Promise<void> {
  const tenantId = scope.tenant.id;
  const [knownContacts, knownCompanies] = await inReadTransaction(scope, (tx) =>
    Promise.all([
      contactIds.length === 0
        ? []
        : tx
            .select({ id: contacts.id })
            .from(contacts)
            .where(and(eq(contacts.tenantId, tenantId), inArray(contacts.id, contactIds))),
      companyIds.length === 0
        ? []
        : tx
            .select({ id: companies.id })
            .from(companies)
            .where(and(eq(companies.tenantId, tenantId), inArray(companies.id, companyIds))),
    ]),
  );
  if (knownContacts.length < new Set(contactIds).size)
    throw unknown('contactIds', 'people.contactUnknown');
  if (knownCompanies.length < new Set(companyIds).size)
    throw unknown(companiesField, 'people.companyUnknown');
}

function unknown(field: string, key: string): Refusal {
  return new Refusal(key, { status: 422, fields: { [field]: key } });
}
