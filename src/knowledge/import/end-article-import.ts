import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { attachmentStore } from '@/platform/attachment-store';
import { clock, minutes } from '@/platform/clock';
import { meansAway, Refusal } from '@/platform/errors';
import { isImport, orderImport } from './run-article-import';
import { articleImports, type ImportFailure } from './tables';

type Row = typeof articleImports.$inferSelect;

/** So often in a row an article may fail: about a quarter of an hour. */
export const mostTries = 5;

/** Once all are made. The file stays where another worker is still at it: that one needs it. */
export async function finishImport(
  scope: Scope<System>,
  importId: string,
  storageKey: string,
): Promise<void> {
  const isDone = await inTransaction(scope, async (tx) => {
    const all = eq(articleImports.articlesDone, articleImports.articles);
    const row = await endRow(tx, scope, importId, null, all);
    if (row) await record(tx, scope, 'articleImport.finished', importId, { after: toldOf(row) });
    return row !== undefined;
  });
  if (isDone) await attachmentStore().remove(storageKey);
}

/**
 * After an error: another try, later each time, or the end. A file that is refused before its first
 * article is the same tomorrow; a database that is away counts for nothing, the queue comes back.
 */
export async function goOnOrEnd(
  scope: Scope<System>,
  { id, tries, articlesDone, storageKey }: Row,
  title: string,
  error: unknown,
): Promise<void> {
  if (meansAway(error)) return;
  const isLasting = error instanceof Refusal && title === '';
  const hasEnded = await inTransaction(scope, async (tx) => {
    if (!isLasting && tries < mostTries) {
      await orderImport(tx, scope, id, minutes(2 ** (tries - 1)));
      return false;
    }
    const row = await endRow(tx, scope, id, failureOf(id, title || `#${articlesDone + 1}`, error));
    if (row) await record(tx, scope, 'articleImport.failed', id, { after: toldOf(row) });
    return row !== undefined;
  });
  if (hasEnded && storageKey) await attachmentStore().remove(storageKey);
}

/** In words for who imports: a refusal's own, or which article it was and what the log knows it by. */
function failureOf(importId: string, article: string, error: unknown): ImportFailure {
  if (error instanceof Refusal) return { key: error.key, values: error.values };
  return { key: 'articleImport.articleFailed', values: { article, reference: importId } };
}

async function endRow(
  tx: Tx,
  scope: Scope,
  importId: string,
  failure: ImportFailure | null,
  only?: ReturnType<typeof eq>,
): Promise<Row | undefined> {
  const [row] = await tx
    .update(articleImports)
    .set({ doneAt: clock.now(), storageKey: null, slugs: {}, failure })
    .where(and(isImport(scope, importId), isNull(articleImports.doneAt), only))
    .returning();
  return row;
}

const toldOf = ({ fileName: name, created, updated, images }: Row) => ({
  name,
  created,
  updated,
  images,
});
