import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { companyDomainsOf } from './company-domains';
import { companyName, domainList, refuseTakenName, writeDomains } from './create-company';
import { refuseUnlessCan } from './policy';
import { companies, companyDomains } from './tables';

/** What is left out stays as it is; `domains` replaces them all. */
export const ChangeCompany = z.object({
  id: z.uuid(),
  name: companyName.optional(),
  domains: domainList.optional(),
});

/** Changes a company's name or domains; refuses as `createCompany` does. */
export async function changeCompany(
  scope: Scope<Staff>,
  { id, name, domains: typed }: z.output<typeof ChangeCompany>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeCompanies');
  const domains = typed && companyDomainsOf(typed);
  const own = and(eq(companies.tenantId, scope.tenant.id), eq(companies.id, id));
  await refuseTakenName(
    inTransaction(scope, async (tx) => {
      const [found] = await tx.select().from(companies).where(own).for('update');
      const before = { name: orNotFound(found).name, domains: await domainsOf(tx, scope, id) };
      const after = { name: name ?? before.name, domains: domains ?? before.domains };
      await tx.update(companies).set({ name: after.name, updatedAt: sql`now()` }).where(own);
      if (domains) await replaceDomains(tx, scope, id, domains);
      await record(tx, scope, 'company.changed', id, { before, after });
    }),
  );
}

const domainsIn = (scope: Scope, companyId: string) =>
  and(eq(companyDomains.tenantId, scope.tenant.id), eq(companyDomains.companyId, companyId));

async function domainsOf(tx: Tx, scope: Scope, companyId: string): Promise<string[]> {
  const rows = await tx
    .select({ domain: companyDomains.domain })
    .from(companyDomains)
    .where(domainsIn(scope, companyId))
    .orderBy(companyDomains.domain);
  return rows.map((row) => row.domain);
}

async function replaceDomains(tx: Tx, scope: Scope, companyId: string, domains: string[]) {
  await tx.delete(companyDomains).where(domainsIn(scope, companyId));
  await writeDomains(tx, scope, companyId, domains);
}
