import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { clock, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { type GeneratedPassword, generatePassword } from './initial-password';
import { insertContact, type NewContact } from './insert-contact';
import { addressesIn, contactJudge, readContactFile } from './judge-contact-import';
import { knowledgeFor } from './plan-contact-import';
import { queueWelcome } from './queue-welcome';
import { contactImports } from './tables';

const chunk = 50;

/**
 * Does the next fifty lines of a started import in one transaction; true where lines are left.
 * They are judged anew, because the plan may be old. Two at once don't do the same lines: the later one
 * finds them done. Each chunk orders that somebody goes on in a minute, in case whoever does it now
 * is killed: the queue holds a dead worker's job for hours. An address that somebody took in between undoes the chunk, and the next try
 * knows of it.
 */
export async function importChunk(
  scope: Scope<Technician | System>,
  importId: string,
): Promise<boolean> {
  const next = await nextLines(scope, importId);
  if (!next) return false;
  const { from, total, sendWelcome, people } = next;
  const done = Math.min(from + chunk, total);
  const passwords = await Promise.all(people.map(() => generatePassword()));
  await inTransaction(scope, async (tx) => {
    const [mine] = await tx
      .select({ created: contactImports.created })
      .from(contactImports)
      .where(and(own(scope, importId), eq(contactImports.linesDone, from)))
      .for('update');
    if (!mine) return;
    for (const [index, person] of people.entries()) {
      await createImported(tx, scope, person, passwords[index]!, sendWelcome);
    }
    const finished = done === total ? { doneAt: clock.now(), csv: '' } : {};
    const created = mine.created + people.length;
    await tx
      .update(contactImports)
      .set({ linesDone: done, created, ...finished })
      .where(own(scope, importId));
    if (done < total) await orderRest(tx, scope, importId, minutes(1));
  });
  return done < total;
}

/** Has a job go on with an import after `delay` milliseconds; an earlier order is replaced. */
export function orderRest(tx: Tx, scope: Scope, importId: string, delay: number): Promise<void> {
  const runAt = new Date(clock.now().getTime() + delay);
  return enqueue(
    tx,
    'resumeContactImport',
    { tenantId: scope.tenant.id, importId },
    { runAt, jobKey: `contact-import:${importId}` },
  );
}

const own = (scope: Scope, importId: string) =>
  and(eq(contactImports.tenantId, scope.tenant.id), eq(contactImports.id, importId));

/** What comes next; undefined where nothing is left (or nothing was started). */
async function nextLines(scope: Scope, importId: string) {
  return inReadTransaction(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(contactImports)
      .where(and(own(scope, importId), isNull(contactImports.doneAt)));
    if (!row?.startedAt) return undefined;
    const file = readContactFile(row.csv);
    const { linesDone: from, sendWelcome } = row;
    const lines = file.lines.slice(from, from + chunk);
    const known = await knowledgeFor(tx, scope, addressesIn(file, lines));
    const before = new Set(addressesIn(file, file.lines.slice(0, from)));
    const judge = contactJudge(file, known, before);
    const people = lines.flatMap((line) => judge(line).person ?? []);
    return { from, total: file.lines.length, sendWelcome, people };
  });
}

async function createImported(
  tx: Tx,
  scope: Scope,
  person: NewContact,
  password: GeneratedPassword,
  sendWelcome: boolean,
): Promise<void> {
  const { id, username } = await insertContact(tx, scope, person, password);
  const { name, email, language } = person;
  if (sendWelcome && email) {
    await queueWelcome(tx, scope, { id, name, email, username, language }, password.plain);
  }
  await record(tx, scope, 'contact.created', id, { after: { ...person, username } });
}
