import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { clock, minutes } from '@/platform/clock';
import { orNotFound, Refusal } from '@/platform/errors';
import { importChunk, orderRest } from './import-chunk';
import { yesOrNo } from './person-input';
import { refuseUnlessCan } from './policy';
import { contactImports } from './tables';

export const RunContactImport = z.object({
  importId: z.uuid(),
  sendWelcome: yesOrNo.default(false),
});
export const ResumeContactImport = z.object({ importId: z.uuid() });

export interface ImportProgress {
  importId: string;
  /** Lines of the file that are behind us, and contacts that came of them. */
  linesDone: number;
  created: number;
  /** False: a job goes on with it; ask `readContactImport` again. */
  finished: boolean;
}

/** How long a form waits; what is left after it is done by a job. */
const patience = 8_000;

/**
 * Creates the contacts of the good lines of a plan, fifty a transaction. A large file goes on
 * in the background, also after a crash. Refuses (409) to run one plan twice.
 */
export async function runContactImport(
  scope: Scope<Technician>,
  { importId, sendWelcome }: z.output<typeof RunContactImport>,
): Promise<ImportProgress> {
  refuseUnlessCan(scope, 'importContacts');
  await inTransaction(scope, async (tx) => {
    const [row] = await tx.select().from(contactImports).where(own(scope, importId)).for('update');
    if (orNotFound(row).startedAt) throw new Refusal('people.importAlreadyRun');
    await tx
      .update(contactImports)
      .set({ startedAt: clock.now(), sendWelcome })
      .where(own(scope, importId));
    await orderRest(tx, scope, importId, minutes(1));
    await record(tx, scope, 'contactImport.started', importId, { after: { sendWelcome } });
  });
  const until = Date.now() + patience;
  let more = true;
  while (more && Date.now() < until) more = await importChunk(scope, importId);
  if (more) await inTransaction(scope, (tx) => orderRest(tx, scope, importId, 0));
  return progressOf(scope, importId);
}

/** The job: goes on where the last transaction ended. Repeating it is harmless. */
export async function resumeContactImport(
  scope: Scope<System>,
  { importId }: z.output<typeof ResumeContactImport>,
): Promise<void> {
  while (await importChunk(scope, importId));
}

/** How far an import has come; a foreign or unknown id is not found. */
export async function readContactImport(
  scope: Scope<Technician>,
  importId: string,
): Promise<ImportProgress> {
  refuseUnlessCan(scope, 'importContacts');
  return progressOf(scope, importId);
}

const own = (scope: Scope, importId: string) =>
  and(eq(contactImports.tenantId, scope.tenant.id), eq(contactImports.id, importId));

async function progressOf(scope: Scope, importId: string): Promise<ImportProgress> {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx.select().from(contactImports).where(own(scope, importId)),
  );
  const { linesDone, created, doneAt } = orNotFound(row);
  return { importId, linesDone, created, finished: doneAt !== null };
}
