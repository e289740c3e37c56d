import 'server-only';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { holdLock } from '@/platform/hold-lock.mjs';
import { CannotStart } from './cannot-start';

/**
 * Holds `DATA_DIR/server.lock` while `work` runs: one server on one embedded database. What a
 * killed server left is taken over; a living one is named.
 */
export async function asOnlyServer(dataDir: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  await holdLock(path.resolve(dataDir, 'server.lock'), work, {
    onWait: (pid) => {
      throw new CannotStart(
        `Servicedesk runs on ${dataDir} already (process ${pid}). Stop it first, or give this one a DATA_DIR of its own.`,
      );
    },
  });
}
