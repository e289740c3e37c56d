import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** The bytes of a request, for `iterator({ destroyOnReturn: false })` or `pipe`. */
export function readableBody(request: Request): Readable {
  const body = request.body
    ? Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
    : Readable.from([]);
  return body.on('error', () => {}); // one who reads is told; after a refusal nobody reads
}

/**
 * Throws away what still comes of a body that was refused half-way; the listener bounds it.
 * Destroying it instead would cut the sender off before they have read why.
 */
export function discard(body: Readable): void {
  body.on('data', () => {}).resume();
}
