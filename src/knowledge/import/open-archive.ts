import 'server-only';
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newToken } from '@/platform/crypto';
import { readEnv } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import type { Archive } from './archive';
import { tooLarge } from './archive-limits';
import { openZip } from './open-zip';

/**
 * Opens a zip file, or the list that another desk exported as JSON alone. It lies under `DATA_DIR`
 * meanwhile, without a name: it goes with this process at the latest. Refuses what is neither (415)
 * and what breaks a limit (413, 422).
 */
export async function openArchive(bytes: Readable): Promise<Archive> {
  const file = await spool(bytes);
  try {
    const head = Buffer.alloc(64);
    await file.read(head, 0, head.length, 0);
    const start = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
    if (start.startsWith('PK')) return await openZip(file);
    if (/^[\s\0]*[[{]/.test(start)) return await openList(file);
    throw new Refusal('articleImport.noArchive', { status: 415 });
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A copy that can be read from anywhere, of which only this handle knows. */
async function spool(bytes: Readable): Promise<FileHandle> {
  const folder = path.resolve(readEnv().DATA_DIR, 'imports');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = path.join(folder, newToken());
  try {
    await pipeline(bytes, createWriteStream(name, { mode: 0o600 }));
    return await open(name, 'r');
  } finally {
    await rm(name, { force: true });
  }
}

async function openList(file: FileHandle): Promise<Archive> {
  const name = 'articles.json';
  const { size } = await file.stat();
  return {
    files: new Map([[name, size]]),
    links: [],
    async read(_, most, head) {
      if (size > most) throw new Refusal('articleImport.entryTooLarge', tooLarge(name, most));
      const whole = Buffer.alloc(Math.min(size, head ?? size));
      await file.read(whole, 0, whole.length, 0);
      return whole;
    },
    close: () => file.close(),
  };
}
