import 'server-only';
import { Readable } from 'node:stream';
import { inTransaction } from '@/access/in-transaction';
import { refuseInPreview } from '@/access/refuse-in-preview';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { articleForChange } from '@/knowledge/article-for-change';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleImages } from '@/knowledge/tables';
import { attachmentStore } from '@/platform/attachment-store';
import { newToken } from '@/platform/crypto';
import { meansAway, notFound, Refusal } from '@/platform/errors';
import { isUuid, newId } from '@/platform/ids';
import { isImage, sniffedBytes, sniffMediaType } from '@/platform/sniff-media-type';
import { fitPicture } from './fit-picture';

const mostMegabytes = 10;

export interface StoreArticleImage {
  articleId: string;
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
  /** Where a text names the picture already. */
  id?: string;
  /** SHA-256 of the file, where it is imported. */
  sourceHash?: string;
  /** Where its bytes are to lie, for a caller whose transaction goes on after this. */
  storageKey?: string;
}

/**
 * Keeps a picture for an article, in a size for articles, and returns its address, as Markdown
 * names it. Refuses contacts (403), more than 10 MB (413), and what is no PNG, JPEG, GIF or WebP by
 * its bytes (415).
 */
export async function storeArticleImage(
  scope: Scope<Staff>,
  { articleId, fileName, bytes, sourceHash, ...asked }: StoreArticleImage,
): Promise<{ id: string; path: string }> {
  refuseUnlessKnowledge(scope, 'write');
  refuseInPreview(scope);
  if (!isUuid(articleId)) throw notFound();
  const given = await readWhole(bytes);
  const mediaType = sniffMediaType(given.subarray(0, sniffedBytes), fileName);
  if (!mediaType || !isImage(mediaType)) {
    throw new Refusal('knowledge.noImage', { status: 415 });
  }
  const whole = await fitPicture(given, mediaType);
  const { id = newId(), storageKey = `${scope.tenant.id}/${newToken()}` } = asked;
  await attachmentStore().put(storageKey, Readable.from([whole]));
  try {
    await inTransaction(scope, async (tx) => {
      await articleForChange(tx, scope, articleId);
      await tx.insert(articleImages).values({
        tenantId: scope.tenant.id,
        id,
        articleId,
        fileName: nameOfFile(fileName),
        mediaType,
        size: whole.length,
        storageKey,
        sourceHash,
      });
      await record(tx, scope, 'article.imageStored', articleId, {
        after: { mediaType, size: whole.length },
      });
    });
  } catch (error) {
    // Whether the row was written, only a database that answers can say.
    if (!meansAway(error)) await attachmentStore().remove(storageKey);
    throw error;
  }
  return { id, path: `/api/article-images/${id}` };
}

async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > mostMegabytes * 1024 * 1024) {
      const values = { megabytes: mostMegabytes };
      throw new Refusal('attachments.tooLarge', { status: 413, values });
    }
    parts.push(part);
  }
  if (size === 0) throw new Refusal('attachments.empty', { status: 422 });
  return Buffer.concat(parts);
}

function nameOfFile(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
      .trim()
      .slice(0, 200) || 'image'
  );
}
