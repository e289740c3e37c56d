import 'server-only';
import type { Readable } from 'node:stream';

/** A small body whole. It stops just past `most` bytes: whoever uses it refuses what is larger. */
export async function readWithin(body: Readable, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
}
