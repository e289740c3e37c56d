import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record, recordEach } from '@/audit/record';
import { newId } from '@/platform/ids';
import { refuseTakenName } from './create-company';
import { type CompanyLine, companyJudge, readCompanyFile } from './judge-company-import';
import { type ImportPlan, judgeLines, planOf, type ToldProgress } from './judge-lines';
import { refuseUnlessCan } from './policy';
import { companyKey } from './read-import-file';
import { companies, companyDomains } from './tables';

export const ImportCompanies = z.object({ csv: z.string().min(1).max(5_000_000) });

export type CompanyImportPlan = ImportPlan<CompanyLine>;

/** A dry run: says of every line whether it becomes a company. Nothing is created. */
export async function planCompanyImport(
  scope: Scope<Technician>,
  { csv }: { csv: string },
  told?: ToldProgress,
): Promise<CompanyImportPlan> {
  refuseUnlessCan(scope, 'importCompanies');
  const file = readCompanyFile(csv);
  const taken = await inReadTransaction(scope, (tx) => takenNames(tx, scope));
  return planOf(await judgeLines(file.lines, companyJudge(file, taken), told));
}

const atOnce = 500;

/**
 * Creates the companies of the good lines, all of them or, after a crash, none; run again it
 * creates what is missing. Judged anew, because the dry run may be old.
 */
export async function importCompanies(
  scope: Scope<Technician>,
  { csv }: z.output<typeof ImportCompanies>,
): Promise<{ created: number }> {
  refuseUnlessCan(scope, 'importCompanies');
  const file = readCompanyFile(csv);
  const tenantId = scope.tenant.id;
  return refuseTakenName(
    inTransaction(scope, async (tx) => {
      const judge = companyJudge(file, await takenNames(tx, scope));
      const good = (await judgeLines(file.lines, judge))
        .filter(({ problems }) => problems.length === 0)
        .map(({ name, domains }) => ({ tenantId, id: newId(), name, domains }));
      for (let at = 0; at < good.length; at += atOnce) {
        const some = good.slice(at, at + atOnce);
        await tx.insert(companies).values(some.map(({ id, name }) => ({ tenantId, id, name })));
        const domains = some.flatMap(({ id, domains }) =>
          domains.map((domain) => ({ tenantId, companyId: id, domain })),
        );
        for (let from = 0; from < domains.length; from += atOnce) {
          await tx.insert(companyDomains).values(domains.slice(from, from + atOnce));
        }
      }
      const made = good.map(({ id, name, domains }) => ({
        subjectId: id,
        after: { name, domains },
      }));
      await recordEach(tx, scope, 'company.created', made);
      const created = good.length;
      if (created > 0)
        await record(tx, scope, 'company.imported', tenantId, { after: { created } });
      return { created };
    }),
  );
}

async function takenNames(tx: Tx, scope: Scope): Promise<Set<string>> {
  const rows = await tx
    .select({ name: companies.name })
    .from(companies)
    .where(eq(companies.tenantId, scope.tenant.id));
  return new Set(rows.map(({ name }) => companyKey(name)));
}
