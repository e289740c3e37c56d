import 'server-only';
import type { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Reader } from '@/knowledge/reader';
import { requireKnowledge, visibleArticles } from '@/knowledge/visible-articles';
import { attachmentStore } from '@/platform/attachment-store';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';

export interface OpenedImage {
  stream: Readable;
  mediaType: string;
  size: number;
}

/** The bytes of a picture, for whoever reads its article now; else it does not exist (404). */
export async function openArticleImage(reader: Reader, id: string): Promise<OpenedImage> {
  requireKnowledge(reader, 'read');
  if (!isUuid(id)) throw notFound();
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<{ media_type: string; size: number; storage_key: string }>(sql`
      select i.media_type, i.size::float8 as size, i.storage_key
      from article_images i, articles a
      where i.tenant_id = ${reader.tenant.id} and i.id = ${id} and a.id = i.article_id
        and ${visibleArticles(reader)}`),
  );
  const { media_type, size, storage_key } = orNotFound(rows[0]);
  const stream = orNotFound(await attachmentStore().get(storage_key));
  return { stream, mediaType: media_type, size };
}
