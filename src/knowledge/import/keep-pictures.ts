import 'server-only';
import { Readable } from 'node:stream';
import type { Scope, Staff } from '@/access/scope';
import { storeArticleImage } from '@/knowledge/images/store-article-image';
import { newToken } from '@/platform/crypto';
import type { ArchivedPicture } from './archived-images';

export interface PlacedPicture extends ArchivedPicture {
  /** As the texts name it. */
  id: string;
  /** The article has it already. */
  isKept: boolean;
}

/**
 * Keeps the pictures of an article that it doesn't have yet; returns how many. Where their bytes lie
 * is added to `stored`, for whoever has to take them back.
 */
export async function keepPictures(
  scope: Scope<Staff>,
  articleId: string,
  pictures: readonly PlacedPicture[],
  stored: string[],
): Promise<number> {
  const added = pictures.filter(({ isKept }) => !isKept);
  for (const { id, path, bytes, hash } of added) {
    const storageKey = `${scope.tenant.id}/${newToken()}`;
    stored.push(storageKey);
    await storeArticleImage(scope, {
      articleId,
      id,
      fileName: path,
      bytes: Readable.from([bytes]),
      sourceHash: hash,
      storageKey,
    });
  }
  return added.length;
}
