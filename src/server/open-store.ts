import 'server-only';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import type { Env } from '@/platform/env';
import { migrateDatabase } from '@/platform/migrate';
import type { DatabaseUrls } from '@/platform/roles';

export interface Store {
  urls: DatabaseUrls;
  stop(): Promise<void>;
}

/** `DATABASE_URL`, else the embedded Postgres of `DATA_DIR`; at this version in any case. */
export async function openStore({ DATABASE_URL, DATA_DIR }: Env): Promise<Store> {
  if (DATABASE_URL) return { urls: await migrateDatabase(DATABASE_URL), stop: async () => {} };
  const embedded = await startEmbeddedPostgres({ dataDir: DATA_DIR });
  try {
    return { urls: await migrateDatabase(embedded.adminUrl), stop: embedded.stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
