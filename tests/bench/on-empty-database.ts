import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeDatabase, openDatabase } from '@/platform/db';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { migrateDatabase } from '@/platform/migrate';

/**
 * Runs `work` in this process on a migrated database of its own, and takes it away again.
 * `adminUrl` is for what the runtime role may not do, such as VACUUM.
 */
export async function onEmptyDatabase(work: (adminUrl: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-bench-'));
  process.env.DATA_DIR = dataDir;
  process.env.SECRET_KEY = 'a-secret-key-of-the-benchmark-0123456789';
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime } = await migrateDatabase(postgres.adminUrl);
  openDatabase(runtime);
  try {
    await work(postgres.adminUrl);
  } finally {
    await closeDatabase();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
