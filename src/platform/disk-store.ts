import 'server-only';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readEnv } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import type { AttachmentStore } from './attachment-store';
import { readWhenAsked } from './read-when-asked';

/** Keeps attachments as files under `DATA_DIR/attachments/<tenant>/<random>`. */
export function diskStore(root = path.resolve(readEnv().DATA_DIR, 'attachments')): AttachmentStore {
  const fileOf = (key: string) => {
    if (!/^[0-9a-f-]{36}\/[A-Za-z0-9_-]{20,80}$/.test(key)) throw new Error('not a storage key');
    return path.join(root, key);
  };
  return {
    async put(key, bytes) {
      const file = fileOf(key);
      const part = `${file}.part`;
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        // `flush`: the row that names the file must not outlive it in a power cut.
        await pipeline(bytes, createWriteStream(part, { mode: 0o600, flush: true }));
        await rename(part, file);
      } catch (error) {
        bytes.destroy();
        await rm(part, { force: true });
        throw isFull(error) ? new Refusal('attachments.diskFull', { status: 507 }) : error;
      }
    },
    async get(key) {
      return readWhenAsked(fileOf(key));
    },
    async remove(key) {
      await rm(fileOf(key), { force: true });
    },
    async sweep(tenantId, before) {
      const folder = path.join(root, tenantId);
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((one) => one.endsWith('.part'))) {
        const file = path.join(folder, name);
        const found = await stat(file).catch(() => undefined);
        if (found && found.mtime < before) await rm(file, { force: true });
      }
    },
  };
}

/** No room left: on the disk, in the quota, or under the limit of a file's size. */
function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
