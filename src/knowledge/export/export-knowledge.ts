import 'server-only';
import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { ZipFile } from 'yazl';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { manifestName } from '@/knowledge/import/own-format';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleDrafts, articleTranslations } from '@/knowledge/tables';
import { attachmentStore } from '@/platform/attachment-store';
import { describeExport } from './describe-export';
import { readExport } from './read-export';
import { writeTextFile } from './write-text';

/**
 * Everything in the knowledge base as a zip file, in whatever state: texts as Markdown with their
 * facts, drafts of changes, pictures, and a manifest from which an import makes the same articles. It is made while it
 * is sent, one file at a time. Who took it is in the audit log before the first byte leaves. Refuses
 * whoever is no admin (403).
 */
export async function exportKnowledge(scope: Scope<Staff>): Promise<Readable> {
  refuseUnlessKnowledge(scope, 'exportArticles');
  const kept = await inReadTransaction(scope, (tx) => readExport(tx, scope));
  const manifest = describeExport(kept);
  await inTransaction(scope, (tx) =>
    record(tx, scope, 'knowledgeBase.exported', scope.tenant.id, {
      after: { articles: manifest.articles.length, images: kept.images.length },
    }),
  );
  const files = new Map(
    kept.images.map(({ id, mediaType }) => [
      `/api/article-images/${id}`,
      `images/${id}.${endings[mediaType] ?? 'png'}`,
    ]),
  );
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), manifestName);
  for (const article of manifest.articles) {
    for (const text of [...article.texts, ...article.drafts]) {
      add(zip, text.path, true, async () => {
        const table = 'slug' in text ? articleTranslations : articleDrafts;
        const body = await bodyOf(scope, table, article.id, text.language);
        return Readable.from([writeTextFile(article, text, body, (one) => files.get(one))]);
      });
    }
  }
  for (const { id, storageKey } of kept.images) {
    add(zip, files.get(`/api/article-images/${id}`)!, false, async () => {
      return (await attachmentStore().get(storageKey)) ?? Readable.from([]);
    });
  }
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  zip.end();
  return out;
}

/** The headers of the download. */
export const zipHeaders = {
  'Content-Type': 'application/zip',
  'Content-Disposition': 'attachment; filename="knowledge-base.zip"',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
};

const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Opened when its turn comes. */
function add(zip: ZipFile, path: string, compress: boolean, open: () => Promise<Readable>): void {
  zip.addReadStreamLazy(path, { compress }, (done) => {
    open().then(
      (stream) => done(null, stream),
      (error) => done(error, Readable.from([])),
    );
  });
}

/** '' for a text that was removed meanwhile. */
async function bodyOf(
  scope: Scope,
  table: typeof articleTranslations | typeof articleDrafts,
  articleId: string,
  language: string,
): Promise<string> {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx
      .select({ body: table.body })
      .from(table)
      .where(
        and(
          eq(table.tenantId, scope.tenant.id),
          eq(table.articleId, articleId),
          eq(table.language, language),
        ),
      ),
  );
  return row?.body ?? '';
}
