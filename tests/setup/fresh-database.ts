import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { closeDatabase, openDatabase } from '@/platform/db';
import { closeEar, openEar } from '@/platform/notify';
import { type DatabaseUrls, databaseUrls } from '@/platform/roles';
import { onDatabase } from './statement';

/**
 * Call once at the top of a test file (`await freshDatabase()`): clones the template, opens
 * the process's pool on it as the runtime role, and drops it after the file. `max` is the
 * pool's size.
 */
export async function freshDatabase({ max = 5, ear = false } = {}): Promise<DatabaseUrls> {
  process.env.DATA_DIR = inject('dataDir');
  process.env.SECRET_KEY = inject('secretKey');
  process.env.LOG_LEVEL ??= 'silent';
  const name = `test_${randomBytes(6).toString('hex')}`;
  const adminUrl = inject('adminUrl');
  await cloneTemplate(adminUrl, name);
  const own = new URL(adminUrl);
  own.pathname = `/${name}`;
  const urls = await databaseUrls(own.toString());
  openDatabase(urls.runtime, max);
  if (ear) await openEar(urls.runtime);
  afterAll(async () => {
    await closeEar();
    await closeDatabase();
    await onDatabase(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return urls;
}

/** Clones wait for each other: Postgres refuses a template that somebody else is copying. */
async function cloneTemplate(adminUrl: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await onDatabase(adminUrl, `CREATE DATABASE ${name} TEMPLATE servicedesk_template`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
