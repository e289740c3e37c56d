import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type { Client } from 'pg';
import { postgresCode } from './errors';

/** Drizzle's own table of what was done, by its own name. */
const done = 'app_migrations.__drizzle_migrations';

/**
 * Does what is missing of a folder that drizzle-kit wrote, each file in a transaction of its own:
 * its locks last no longer than it does, and a run that was killed goes on where it was. Processes
 * of the version before serve meanwhile, so no file waits long for a lock: everybody who came after
 * would wait behind it. It steps back and tries again, for five minutes.
 */
export async function doMigrationSteps(client: Client, migrationsFolder: string): Promise<void> {
  await client.query('CREATE SCHEMA IF NOT EXISTS app_migrations');
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${done} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
  );
  const { rows } = await client.query<{ last: string | null }>(
    `SELECT max(created_at) AS last FROM ${done}`,
  );
  const last = Number(rows[0]?.last ?? 0);
  for (const step of readMigrationFiles({ migrationsFolder })) {
    if (step.folderMillis > last) await doPatiently(client, step);
  }
}

const mostTries = 100;

async function doPatiently(client: Client, step: MigrationMeta): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await doStep(client, step);
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      if (postgresCode(error) !== lockNotAvailable || tries === mostTries) throw error;
      await pause(1_000);
    }
  }
}

const lockNotAvailable = '55P03';

async function doStep(client: Client, { sql, hash, folderMillis }: MigrationMeta): Promise<void> {
  await client.query(`BEGIN; SET LOCAL lock_timeout = '2s'`);
  for (const statement of sql) await client.query(statement);
  const row = `INSERT INTO ${done} (hash, created_at) VALUES ($1, $2)`;
  await client.query(row, [hash, folderMillis]);
  await client.query('COMMIT');
}
