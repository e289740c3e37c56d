import 'server-only';
import { closeDatabase, openDatabase } from '@/platform/db';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { readEnv } from '@/platform/env';
import { migrateDatabase } from '@/platform/migrate';
import type { DatabaseUrls } from '@/platform/roles';

/**
 * Opens the installation's database for one command: `DATABASE_URL`, else the embedded one,
 * which is shared with a running server or started for this command alone.
 */
export async function withDatabase<T>(work: (urls: DatabaseUrls) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATA_DIR } = readEnv();
  const embedded = DATABASE_URL ? undefined : await startEmbeddedPostgres({ dataDir: DATA_DIR });
  try {
    const urls = await migrateDatabase(DATABASE_URL ?? embedded!.adminUrl);
    openDatabase(urls.runtime);
    return await work(urls);
  } finally {
    await closeDatabase();
    await embedded?.stop();
  }
}
