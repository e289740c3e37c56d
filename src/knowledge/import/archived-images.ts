import 'server-only';
import { createHash } from 'node:crypto';
import { Refusal } from '@/platform/errors';
import { isImage, sniffedBytes, sniffMediaType } from '@/platform/sniff-media-type';
import type { Archive } from './archive';
import type { ArchivedText } from './archive-articles';
import { archiveLimits } from './archive-limits';
import { importedBody, type Leading } from './imported-body';

/** The pictures of an archive that texts name. */
export function picturesIn(
  texts: readonly ArchivedText[],
  resolve: Leading['resolve'],
): Set<string> {
  const paths = new Set<string>();
  for (const text of texts) {
    importedBody(text, {
      resolve,
      slugOf: () => undefined,
      imageOf: (path) => {
        paths.add(path);
        return 'imageForbidden';
      },
    });
  }
  return paths;
}

/** Whether it is a picture that articles take, by its size and its first bytes. */
export async function isPictureOfArticles(archive: Archive, path: string): Promise<boolean> {
  if ((archive.files.get(path) ?? 0) > archiveLimits.image) return false;
  try {
    const head = await archive.read(path, archiveLimits.image, sniffedBytes);
    const mediaType = head.length > 0 && sniffMediaType(head, path);
    return mediaType ? isImage(mediaType) : false;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

export interface ArchivedPicture {
  path: string;
  bytes: Buffer;
  /** SHA-256. */
  hash: string;
}

/** Undefined where it can't be read whole after all. */
export async function readPicture(
  archive: Archive,
  path: string,
): Promise<ArchivedPicture | undefined> {
  if (!(await isPictureOfArticles(archive, path))) return undefined;
  try {
    const bytes = await archive.read(path, archiveLimits.image);
    return { path, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
