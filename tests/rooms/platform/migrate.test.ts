import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '@/platform/migrate';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';

const urls = await freshDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

let at = Date.parse('2100-01-01');
const entries: { idx: number; when: number; tag: string; breakpoints: boolean }[] = [];

/** The next file of a later version, as drizzle-kit writes one. */
function add(tag: string, statements: string) {
  entries.push({ idx: entries.length, when: ++at, tag, breakpoints: true });
  mkdirSync(path.join(folder, 'meta'), { recursive: true });
  writeFileSync(path.join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  writeFileSync(path.join(folder, `${tag}.sql`), statements);
}

const migrate = () => migrateDatabase(urls.admin, folder);
const tables = async () => {
  const found = await onDatabase<{ name: string }>(
    urls.admin,
    `SELECT relname AS name FROM pg_class WHERE relname LIKE 'step_%' ORDER BY 1`,
  );
  return found.map(({ name }) => name);
};

describe('bringing a database to a version', () => {
  it('does each file whole or not at all, and goes on after the last that was done', async () => {
    add('one', 'CREATE TABLE step_one ();');
    add('two', 'CREATE TABLE step_two ();--> statement-breakpoint\nSELECT 1 / 0;');
    await expect(migrate()).rejects.toThrow('division by zero');
    expect(await tables()).toEqual(['step_one']);
    writeFileSync(path.join(folder, 'two.sql'), 'CREATE TABLE step_two ();');
    await migrate();
    await migrate();
    expect(await tables()).toEqual(['step_one', 'step_two']);
  });

  it('lets others through while it waits for a lock that somebody holds', async () => {
    const reader = new Client({ connectionString: urls.admin });
    await reader.connect();
    await reader.query('BEGIN; LOCK TABLE contacts IN ACCESS SHARE MODE');
    add('three', 'ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY;');
    const migrated = migrate();
    const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'contacts'::regclass`;
    while ((await onDatabase(urls.admin, waiting)).length === 0) await migrationMayWait();
    // Behind a lock that waits without end this would never come back.
    expect(await onDatabase(urls.admin, 'SELECT count(*)::int FROM contacts')).toHaveLength(1);
    await reader.query('COMMIT');
    await reader.end();
    await migrated;
  });
});

const migrationMayWait = () => new Promise((resolve) => setTimeout(resolve, 20));
