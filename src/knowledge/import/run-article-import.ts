import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { ticked } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { orNotFound, refuseUnless } from '@/platform/errors';
import { articleImports, type ImportFailure } from './tables';

export const RunArticleImport = z.object({
  importId: z.uuid(),
  /** What was published where it comes from is read here at once. */
  publish: ticked,
});
export const ReadArticleImport = z.object({ importId: z.uuid() });

export interface ArticleImportProgress {
  importId: string;
  fileName: string;
  /** How many there are in the file, and how many of them are behind us. */
  articles: number;
  articlesDone: number;
  created: number;
  updated: number;
  images: number;
  /** False: a job goes on with it; ask again. */
  finished: boolean;
  /** Why it ended before its last article; what was made until then is there. */
  failure: ImportFailure | null;
}

/**
 * Has a job make the articles of a plan, one a transaction; it goes on where it was after a crash.
 * Refuses whoever is no admin (403), an unknown plan (404), and to run one twice (409).
 */
export async function runArticleImport(
  scope: Scope<Staff>,
  input: z.input<typeof RunArticleImport>,
): Promise<ArticleImportProgress> {
  refuseUnlessKnowledge(scope, 'importArticles');
  const { importId, publish } = RunArticleImport.parse(input);
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(articleImports)
      .where(isImport(scope, importId))
      .for('update');
    const plan = orNotFound(row);
    refuseUnless(!plan.startedAt, 'articleImport.alreadyRun');
    await tx
      .update(articleImports)
      .set({ startedAt: clock.now(), publish })
      .where(isImport(scope, importId));
    await orderImport(tx, scope, importId, 0);
    await record(tx, scope, 'articleImport.started', importId, {
      after: { name: plan.fileName, publish },
    });
    return progressOf(plan);
  });
}

/** How far an import has come; a foreign or unknown id is not found. */
export async function readArticleImport(
  scope: Scope<Staff>,
  { importId }: z.input<typeof ReadArticleImport>,
): Promise<ArticleImportProgress> {
  refuseUnlessKnowledge(scope, 'followImport');
  const [row] = await inReadTransaction(scope, (tx) =>
    tx.select().from(articleImports).where(isImport(scope, importId)),
  );
  return progressOf(orNotFound(row));
}

/** Has a job go on with an import after `delay` milliseconds; an earlier order is replaced. */
export function orderImport(tx: Tx, scope: Scope, importId: string, delay: number): Promise<void> {
  return enqueue(
    tx,
    'resumeArticleImport',
    { tenantId: scope.tenant.id, importId },
    {
      runAt: new Date(clock.now().getTime() + delay),
      jobKey: `article-import:${importId}`,
    },
  );
}

export const isImport = ({ tenant }: Pick<Scope, 'tenant'>, importId: string) =>
  and(eq(articleImports.tenantId, tenant.id), eq(articleImports.id, importId));

function progressOf(row: typeof articleImports.$inferSelect): ArticleImportProgress {
  const { id, fileName, articles, articlesDone, created, updated, images, doneAt, failure } = row;
  const counts = { articles, articlesDone, created, updated, images };
  return { importId: id, fileName, ...counts, finished: doneAt !== null, failure };
}
