import 'server-only';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { doMigrationSteps } from './migration-steps';
import { type DatabaseUrls, databaseUrls, ensureRoles } from './roles';

/**
 * Brings the database at `adminUrl` to this version: roles, the job queue's own tables, then
 * `drizzle/`. Processes that start together wait for each other. Safe to repeat; a run that
 * was killed half-way left whole files alone, and is completed by the next.
 */
export async function migrateDatabase(adminUrl: string, folder = 'drizzle'): Promise<DatabaseUrls> {
  await ensureRoles(adminUrl);
  const urls = await databaseUrls(adminUrl);
  await asOwner(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(727002)');
    await runMigrations({ connectionString: urls.jobs });
    await doMigrationSteps(client, path.resolve(folder));
  });
  return urls;
}

/** Runs the operator's own statements as the owner of the tables (row-level security still binds). */
export async function asOwner<T>(
  adminUrl: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SET ROLE servicedesk_owner');
    return await work(client);
  } finally {
    await client.end();
  }
}
