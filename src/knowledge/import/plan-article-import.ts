import 'server-only';
import { Readable } from 'node:stream';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import { refuseInPreview } from '@/access/refuse-in-preview';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import type { ToldProgress } from '@/people/judge-lines';
import { attachmentStore } from '@/platform/attachment-store';
import { newToken } from '@/platform/crypto';
import { orNotFound, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { archiveLimits } from './archive-limits';
import { readImportFacts } from './import-facts';
import { judgeArticles, type PlannedArticles } from './judge-articles';
import { openArchive } from './open-archive';
import { readArchive } from './read-archive';
import { articleImports } from './tables';

export interface ArticleImportPlan extends PlannedArticles {
  importId: string;
  fileName: string;
}

export interface PlanArticleImport {
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * A dry run: says of everything in a file of articles what becomes of it, and what is lost on the
 * way. Nothing is created; `runArticleImport` does it. A job removes plans that nobody ran. Refuses
 * whoever is no admin (403), too much (413), and what is no such file (415, 422).
 */
export async function planArticleImport(
  scope: Scope<Staff>,
  { fileName, bytes }: PlanArticleImport,
  told?: ToldProgress,
): Promise<ArticleImportPlan> {
  refuseUnlessKnowledge(scope, 'importArticles');
  refuseInPreview(scope);
  const tenantId = scope.tenant.id;
  const storageKey = `${tenantId}/${newToken()}`;
  await attachmentStore().put(storageKey, Readable.from(within(bytes)));
  try {
    const planned = await judge(scope, storageKey, told);
    const importId = newId();
    const name = nameOfFile(fileName);
    const { source, creates, updates, stays } = planned;
    await inTransaction(scope, async (tx) => {
      await tx.insert(articleImports).values({
        tenantId,
        id: importId,
        fileName: name,
        source,
        storageKey,
        articles: planned.lines.length,
      });
      await record(tx, scope, 'articleImport.planned', importId, {
        after: { name, source, creates, updates, stays },
      });
    });
    return { importId, fileName: name, ...planned };
  } catch (error) {
    await attachmentStore().remove(storageKey);
    throw error;
  }
}

async function judge(
  scope: Scope<Staff>,
  storageKey: string,
  told?: ToldProgress,
): Promise<PlannedArticles> {
  const archive = await openArchive(orNotFound(await attachmentStore().get(storageKey)));
  try {
    // Reading is one half of it, looking for what is lost the other.
    const half = told && ((done: number, total: number) => told(done, total * 2));
    const knowledge = await readArchive(scope, archive, half);
    const facts = await inReadTransaction(scope, (tx) => readImportFacts(tx, scope, knowledge));
    const further = told && ((done: number, total: number) => told(total + done, total * 2));
    return await judgeArticles({ archive, knowledge, facts, told: further });
  } finally {
    await archive.close();
  }
}

async function* within(bytes: AsyncIterable<Uint8Array>) {
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > archiveLimits.bytes) {
      const megabytes = archiveLimits.bytes / 1024 / 1024;
      throw new Refusal('articleImport.tooLarge', { status: 413, values: { megabytes } });
    }
    yield part;
  }
  if (size === 0) throw new Refusal('attachments.empty', { status: 422 });
}

function nameOfFile(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || 'articles.zip'
  );
}
