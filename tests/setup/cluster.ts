import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { migrateDatabase } from '@/platform/migrate';
import { onDatabase } from './statement';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    dataDir: string;
    secretKey: string;
  }
}

/** The secret of every test process: the roles' passwords are derived from it. */
export const testSecret = 'a-secret-key-of-the-tests-only-0123456789';

/**
 * One Postgres for the whole run and one migrated template database in it; each test file
 * clones the template (`freshDatabase`). TEST_POSTGRES_URL names a running server instead.
 */
export default async function cluster(project: TestProject) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-tests-'));
  process.env.DATA_DIR = dataDir;
  process.env.SECRET_KEY = testSecret;
  process.env.LOG_LEVEL = 'silent';
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? undefined : await startEmbeddedPostgres({ dataDir });
  const adminUrl = given ?? server!.adminUrl;
  await onDatabase(adminUrl, 'DROP DATABASE IF EXISTS servicedesk_template WITH (FORCE)');
  await onDatabase(adminUrl, 'CREATE DATABASE servicedesk_template');
  const template = new URL(adminUrl);
  template.pathname = '/servicedesk_template';
  await migrateDatabase(template.toString());
  project.provide('adminUrl', adminUrl);
  project.provide('dataDir', dataDir);
  project.provide('secretKey', testSecret);
  return async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
