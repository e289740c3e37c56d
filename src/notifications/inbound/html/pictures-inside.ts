import 'server-only';
import { isImage, sniffedBytes, sniffMediaType } from '@/platform/sniff-media-type';
import type { ReadFile } from '../inbound-mail';

/** Bytes of all together: what is more is left out. */
const most = 5 * 1024 * 1024;

/**
 * Content-ID → a `data:` address of each raster picture inside a mail, for one whose files were
 * not kept. In the worker only.
 */
export function picturesInside(files: readonly ReadFile[]): Record<string, string> {
  const pictures: Record<string, string> = {};
  let left = most;
  for (const { contentId, bytes, fileName } of files) {
    if (!contentId || bytes.length > left) continue;
    const type = sniffMediaType(Buffer.from(bytes.subarray(0, sniffedBytes)), fileName);
    if (!type || !isImage(type)) continue;
    left -= bytes.length;
    pictures[contentId] = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  }
  return pictures;
}
