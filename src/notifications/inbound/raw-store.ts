import 'server-only';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newToken } from '@/platform/crypto';
import { readEnv } from '@/platform/env';
import { readWhenAsked } from '@/platform/read-when-asked';

/**
 * Keeps a mail's bytes under `DATA_DIR/mail/<tenant>/<random>`, whole or not at all, and returns
 * its key. When it returns, the file outlives a power cut. An error of `bytes` comes out as it is.
 */
export async function keepRaw(tenantId: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const key = `${tenantId}/${newToken()}`;
  const file = rawFile(key);
  const part = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(Readable.from(bytes), createWriteStream(part, { mode: 0o600, flush: true }));
    await rename(part, file);
    await flushFolder(path.dirname(file));
    return key;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Where a mail's bytes lie. */
export function rawFile(key: string): string {
  if (!/^[0-9a-f-]{36}\/[A-Za-z0-9_-]{43}$/.test(key)) throw new Error('not a storage key');
  return path.resolve(readEnv().DATA_DIR, 'mail', key);
}

/** The disk that mails lie on is not there, or fails: no single mail is to blame. */
export class RawStoreAway extends Error {}

/** Why a mail's bytes can't be had: `RawStoreAway` unless it is this one file that is missing. */
export function rawTrouble(
  file: string,
  { message, code }: { message: string; code?: string },
): Error {
  const isMissing = code === 'ENOENT' && existsSync(path.dirname(file));
  if (isMissing) return new Error('the file of this mail is gone');
  return new RawStoreAway(`A mail can’t be read: ${message}`);
}

/** Where the mails of a tenant lie. */
export function rawFolder(tenantId: string): string {
  return path.resolve(readEnv().DATA_DIR, 'mail', tenantId);
}

/** A mail's bytes, or undefined where they have been cleared away. */
export async function openRaw(key: string): Promise<Readable | undefined> {
  return readWhenAsked(rawFile(key));
}

/** Also where there is nothing to remove. */
export async function removeRaw(key: string): Promise<void> {
  await rm(rawFile(key), { force: true });
}

/** The name in the folder must be as lasting as the bytes. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
