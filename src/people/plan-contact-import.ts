import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { newId } from '@/platform/ids';
import {
  addressesIn,
  companyKey,
  type ImportFile,
  type ImportKnowledge,
  type ImportLine,
  judgeImport,
  readImportFile,
} from './judge-import';
import { refuseUnlessCan } from './policy';
import { companies, contactImports, contacts } from './tables';

export const PlanContactImport = z.object({ csv: z.string().min(1).max(5_000_000) });

export interface ContactImportPlan {
  importId: string;
  lines: ImportLine[];
  creates: number;
  bad: number;
}

/**
 * A dry run: says of every line of a CSV whether it becomes a contact, or all that is wrong
 * with it. Nothing is created; `runContactImport` does it. A job removes plans that nobody ran.
 */
export async function planContactImport(
  scope: Scope<Technician>,
  { csv }: z.output<typeof PlanContactImport>,
): Promise<ContactImportPlan> {
  refuseUnlessCan(scope, 'importContacts');
  const file = readImportFile(csv);
  const importId = newId();
  const tenantId = scope.tenant.id;
  return inTransaction(scope, async (tx) => {
    const judged = judgeImport(file, await knowledgeFor(tx, tenantId, file));
    const lines = judged.map(({ person: _, ...line }) => line);
    const creates = lines.filter((line) => line.outcome === 'create').length;
    const bad = lines.length - creates;
    const technicianId = scope.actor.id;
    await tx.insert(contactImports).values({ tenantId, id: importId, technicianId, csv });
    await record(tx, scope, 'contactImport.planned', importId, { after: { creates, bad } });
    return { importId, lines, creates, bad };
  });
}

/** The companies there are, and which of the file's addresses somebody has. */
export async function knowledgeFor(
  tx: Tx,
  tenantId: string,
  file: ImportFile,
): Promise<ImportKnowledge> {
  const addresses = addressesIn(file);
  const [known, taken] = await Promise.all([
    tx
      .select({ id: companies.id, name: companies.name })
      .from(companies)
      .where(eq(companies.tenantId, tenantId)),
    addresses.length === 0
      ? []
      : tx
          .select({ email: contacts.email })
          .from(contacts)
          .where(and(eq(contacts.tenantId, tenantId), inArray(contacts.email, addresses))),
  ]);
  return {
    companies: new Map(known.map(({ id, name }) => [companyKey(name), id])),
    emails: new Set(taken.flatMap(({ email }) => email ?? [])),
  };
}
