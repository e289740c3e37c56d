import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { newId } from '@/platform/ids';
import {
  addressesIn,
  type ContactLine,
  contactJudge,
  type ImportKnowledge,
  readContactFile,
} from './judge-contact-import';
import { type ImportPlan, judgeLines, planOf, type ToldProgress } from './judge-lines';
import { refuseUnlessCan } from './policy';
import { companyKey } from './read-import-file';
import { companies, contactImports, contacts } from './tables';

export interface ContactImportPlan extends ImportPlan<ContactLine> {
  importId: string;
}

/**
 * A dry run: says of every line of a CSV whether it becomes a contact, or all that is wrong
 * with it. Nothing is created; `runContactImport` does it. A job removes plans that nobody ran.
 */
export async function planContactImport(
  scope: Scope<Technician>,
  { csv }: { csv: string },
  told?: ToldProgress,
): Promise<ContactImportPlan> {
  refuseUnlessCan(scope, 'importContacts');
  const file = readContactFile(csv);
  const importId = newId();
  const tenantId = scope.tenant.id;
  const known = await inReadTransaction(scope, (tx) => knowledgeFor(tx, scope, addressesIn(file)));
  const judged = await judgeLines(file.lines, contactJudge(file, known), told);
  const plan = planOf(judged.map(({ person: _, ...line }) => line));
  await inTransaction(scope, async (tx) => {
    const technicianId = scope.actor.id;
    await tx.insert(contactImports).values({ tenantId, id: importId, technicianId, csv });
    const after = { creates: plan.creates, bad: plan.bad };
    await record(tx, scope, 'contactImport.planned', importId, { after });
  });
  return { importId, ...plan };
}

/** The companies there are, and which of the addresses somebody has. */
export async function knowledgeFor(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  addresses: readonly string[],
): Promise<ImportKnowledge> {
  const [known, taken] = await Promise.all([
    tx
      .select({ id: companies.id, name: companies.name })
      .from(companies)
      .where(eq(companies.tenantId, tenant.id)),
    addresses.length === 0
      ? []
      : tx
          .select({ email: contacts.email })
          .from(contacts)
          .where(and(eq(contacts.tenantId, tenant.id), inArray(contacts.email, [...addresses]))),
  ]);
  return {
    companies: new Map(known.map(({ id, name }) => [companyKey(name), id])),
    emails: new Set(taken.flatMap(({ email }) => email ?? [])),
  };
}
