import { Readable } from 'node:stream';

/**
 * A stream as the body of an answer. Nothing is read ahead: where nobody asks for the body, as
 * Next doesn't for HEAD, a file that is opened when it is asked for stays closed.
 */
export function bodyOfStream(stream: Readable): ReadableStream<Uint8Array> {
  const strategy = { highWaterMark: 0 };
  return Readable.toWeb(stream, { strategy }) as ReadableStream<Uint8Array>;
}
