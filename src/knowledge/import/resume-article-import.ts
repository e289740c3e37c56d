import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import { and, isNotNull, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { attachmentStore } from '@/platform/attachment-store';
import { minutes } from '@/platform/clock';
import { orNotFound, Refusal, refuseUnless } from '@/platform/errors';
import type { Archive } from './archive';
import { finishImport, goOnOrEnd, mostTries } from './end-article-import';
import { importArticle, type OpenImport } from './import-article';
import { readImportFacts } from './import-facts';
import { openArchive } from './open-archive';
import { placeCategories } from './place-categories';
import { readArchive } from './read-archive';
import { addressResolver } from './resolve-address';
import { isImport, orderImport, type ReadArticleImport } from './run-article-import';
import { articleImports } from './tables';

/**
 * The job: makes the articles of a started import one after the other, from where the last
 * transaction ended. Repeating it is harmless, and so are two at once. What can't be read, and an
 * article that fails time after time (or takes its process with it), ends the import with the reason.
 */
export async function resumeArticleImport(
  scope: Scope<System>,
  { importId }: z.output<typeof ReadArticleImport>,
): Promise<void> {
  const row = await beginTry(scope, importId);
  if (!row?.storageKey) return;
  const at = { title: '' };
  try {
    if (row.tries > mostTries) throw new Error('its process ended at this article every time');
    await makeArticles(scope, row, row.storageKey, at);
  } catch (error) {
    await goOnOrEnd(scope, row, at.title, error);
    if (!(error instanceof Refusal)) throw error; // the log keeps what it was
    return;
  }
  await finishImport(scope, importId, row.storageKey);
}

type Started = typeof articleImports.$inferSelect;

/** Counts the try, and orders the next in case this one is killed; undefined: nothing to do. */
async function beginTry(scope: Scope, importId: string): Promise<Started | undefined> {
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(articleImports)
      .set({ tries: sql`${articleImports.tries} + 1` })
      .where(
        and(
          isImport(scope, importId),
          isNotNull(articleImports.startedAt),
          isNull(articleImports.doneAt),
        ),
      )
      .returning();
    if (row) await orderImport(tx, scope, importId, minutes(2));
    return row;
  });
}

async function makeArticles(
  scope: Scope<System>,
  { id, articlesDone }: Started,
  storageKey: string,
  now: { title: string },
): Promise<void> {
  const file = await attachmentStore().get(storageKey);
  refuseUnless(file, 'articleImport.fileGone');
  const archive = await openArchive(file);
  try {
    const open = await openImport(scope, id, archive);
    const { articles } = open.knowledge;
    let at: number | undefined = articlesDone;
    while (at !== undefined && at < articles.length) {
      now.title = articles[at]!.texts[0]!.title;
      at = await importArticle(scope, open, at);
      await others();
    }
  } finally {
    await archive.close();
  }
}

/** Slugs are settled once, before the first article, so that all links are to the same ones. */
async function openImport(
  scope: Scope<System>,
  importId: string,
  archive: Archive,
): Promise<OpenImport> {
  const knowledge = await readArchive(scope, archive);
  const facts = await inReadTransaction(scope, (tx) => readImportFacts(tx, scope, knowledge));
  for (const path of knowledge.categories) await placeCategories(scope, path);
  const settled = await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(articleImports)
      .where(isImport(scope, importId))
      .for('update');
    const { slugs, publish } = orNotFound(row);
    if (Object.keys(slugs).length > 0) return { slugs, publish };
    await tx
      .update(articleImports)
      .set({ slugs: facts.slugs, articles: knowledge.articles.length })
      .where(isImport(scope, importId));
    return { slugs: facts.slugs, publish };
  });
  const resolve = addressResolver(archive, knowledge);
  return { importId, archive, knowledge, resolve, companies: facts.companies, ...settled };
}
