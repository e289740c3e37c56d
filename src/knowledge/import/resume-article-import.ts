import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { attachmentStore } from '@/platform/attachment-store';
import { clock } from '@/platform/clock';
import { orNotFound } from '@/platform/errors';
import type { Archive } from './archive';
import { importArticle, type OpenImport } from './import-article';
import { readImportFacts } from './import-facts';
import { openArchive } from './open-archive';
import { placeCategories } from './place-categories';
import { readArchive } from './read-archive';
import { addressResolver } from './resolve-address';
import { isImport, type ReadArticleImport } from './run-article-import';
import { articleImports } from './tables';

/**
 * The job: makes the articles of a started import one after the other, from where the last
 * transaction ended. Repeating it is harmless, and so are two at once.
 */
export async function resumeArticleImport(
  scope: Scope<System>,
  { importId }: z.output<typeof ReadArticleImport>,
): Promise<void> {
  const row = await underWay(scope, importId);
  if (!row?.startedAt || !row.storageKey) return;
  const archive = await openArchive(orNotFound(await attachmentStore().get(row.storageKey)));
  try {
    const open = await openImport(scope, importId, archive);
    let at: number | undefined = row.articlesDone;
    while (at !== undefined && at < open.knowledge.articles.length) {
      at = await importArticle(scope, open, at);
      await others();
    }
  } finally {
    await archive.close();
  }
  await finish(scope, importId, row.storageKey);
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

async function underWay(scope: Scope, importId: string) {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(articleImports)
      .where(and(isImport(scope, importId), isNull(articleImports.doneAt))),
  );
  return row;
}

/** The file stays where another worker is still at it: whoever goes on after that one needs it. */
async function finish(scope: Scope<System>, importId: string, storageKey: string): Promise<void> {
  const isDone = await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(articleImports)
      .set({ doneAt: clock.now(), storageKey: null, slugs: {} })
      .where(
        and(
          isImport(scope, importId),
          isNull(articleImports.doneAt),
          eq(articleImports.articlesDone, articleImports.articles),
        ),
      )
      .returning();
    if (!row) return false;
    const { fileName: name, created, updated, images } = row;
    await record(tx, scope, 'articleImport.finished', importId, {
      after: { name, created, updated, images },
    });
    return true;
  });
  if (isDone) await attachmentStore().remove(storageKey);
}
