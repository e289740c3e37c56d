import 'server-only';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

/**
 * A file's bytes, or undefined where there is none. It is opened when the first of them are asked
 * for: a stream that nobody reads holds nothing open, one that is read or destroyed closes it.
 */
export async function readWhenAsked(file: string): Promise<Readable | undefined> {
  try {
    await stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return Readable.from(bytesOf(file), { objectMode: false });
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}
