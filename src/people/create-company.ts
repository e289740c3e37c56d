import 'server-only';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { postgresConstraint, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { companyDomainsOf } from './company-domains';
import { oneLine } from './person-input';
import { refuseUnlessCan } from './policy';
import { companies, companyDomains } from './tables';

export const companyName = oneLine(120);

/** A list, or one text with commas, spaces or line breaks between. */
export const domainList = z.union([
  z.array(z.string().max(1_000)).max(200),
  z
    .string()
    .max(20_000)
    .transform((text) => [text]),
]);

export const CreateCompany = z.object({ name: companyName, domains: domainList.default([]) });

/** Adds a customer. Refuses (422) a name that is taken and domains that are none of a company. */
export async function createCompany(
  scope: Scope<Staff>,
  input: z.output<typeof CreateCompany>,
): Promise<{ id: string }> {
  refuseUnlessCan(scope, 'changeCompanies');
  const domains = companyDomainsOf(input.domains);
  const id = newId();
  const { name } = input;
  await refuseTakenName(
    inTransaction(scope, async (tx) => {
      await tx.insert(companies).values({ tenantId: scope.tenant.id, id, name });
      await writeDomains(tx, scope, id, domains);
      await record(tx, scope, 'company.created', id, { after: { name, domains } });
    }),
  );
  return { id };
}

export async function writeDomains(
  tx: Tx,
  scope: Scope,
  companyId: string,
  domains: readonly string[],
): Promise<void> {
  if (domains.length === 0) return;
  const tenantId = scope.tenant.id;
  await tx
    .insert(companyDomains)
    .values(domains.map((domain) => ({ tenantId, companyId, domain })));
}

/** The database decides about two of one name; this says it in words. */
export async function refuseTakenName<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (postgresConstraint(error) !== 'companies_name') throw error;
    const key = 'people.companyNameTaken';
    throw new Refusal(key, { status: 422, fields: { name: key } });
  }
}
