import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { identifyProcess } from '@/platform/identify-process.mjs';

const project = process.cwd();
const holder = path.join(project, 'tests/.output/hold-postgres.mjs');
const directory = mkdtempSync(path.join(tmpdir(), 'servicedesk postgres ')); // with blanks
const data = path.join(directory, 'postgres/data');
const children: ChildProcess[] = [];

beforeAll(async () => {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'hold-postgres.ts')],
    outfile: holder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': path.join(project, 'node_modules/server-only/empty.js') },
    tsconfig: path.join(project, 'tsconfig.json'),
  });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  const postgres = await startEmbeddedPostgres({ dataDir: directory });
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Another process that uses the same data directory. */
function spawnHolder(dataDir = directory): ChildProcess {
  const child = spawn(process.execPath, [holder, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function ready(child: ChildProcess): Promise<{ adminUrl: string; pid: number }> {
  if (!child.stdout) throw new Error('the holder has no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  return JSON.parse(line);
}

async function killHard(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const runs = (pid: number) => identifyProcess(pid) !== undefined;

async function waitUntilEnded(pid: number): Promise<void> {
  for (let waited = 0; runs(pid) && waited < 10_000; waited += 25) await sleep(25);
  expect(runs(pid)).toBe(false);
}

describe('the embedded Postgres', { timeout: 60_000 }, () => {
  test('is made at the first start, and found again with its port and its data', async () => {
    const first = await startEmbeddedPostgres({ dataDir: directory });
    expect(first.startedByUs).toBe(true);
    await query(first.adminUrl, "CREATE TABLE kept AS SELECT 'Réseau'::text AS word");
    const [database] = await query(
      first.adminUrl,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider::text AS provider,
              to_tsvector('simple', 'ÉCOLE')::text AS lowered
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(database).toEqual({ encoding: 'UTF8', provider: 'i', lowered: "'école':1" });
    expect(statSync(path.join(directory, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect((await findEmbeddedPostgres({ dataDir: directory }))?.adminUrl).toBe(first.adminUrl);
    await first.stop();
    expect(runs(first.pid)).toBe(false);
    expect(await findEmbeddedPostgres({ dataDir: directory })).toBeUndefined();

    const second = await startEmbeddedPostgres({ dataDir: directory });
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second.adminUrl, 'SELECT word FROM kept')).toEqual([{ word: 'Réseau' }]);
    await second.stop();
  });

  test('lets nobody in without the password', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: directory });
    const wrong = postgres.adminUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await postgres.stop();
  });

  test('is one for all starters at once, and ends with the last of them', async () => {
    const both = [spawnHolder(), spawnHolder()] as const;
    const [one, other] = await Promise.all([ready(both[0]), ready(both[1])]);
    expect(other).toEqual(one);
    both[0].stdin?.write('leave\n');
    await once(both[0], 'exit');
    expect(await query(one.adminUrl, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
    both[1].stdin?.write('leave\n');
    await once(both[1], 'exit');
    expect(runs(one.pid)).toBe(false);
  });

  test('outlives a server that is killed, and is adopted by the next', async () => {
    const child = spawnHolder();
    const { adminUrl, pid } = await ready(child);
    await query(adminUrl, 'CREATE TABLE of_the_killed (id int)');
    await killHard(child);
    const postgres = await startEmbeddedPostgres({ dataDir: directory });
    expect(postgres.pid).toBe(pid);
    expect(postgres.startedByUs).toBe(true);
    await query(postgres.adminUrl, 'TABLE of_the_killed');
    await postgres.stop();
    expect(runs(pid)).toBe(false);
  });

  test('recovers with its data after a kill -9 of its own, and of everybody', async () => {
    const child = spawnHolder();
    const before = await ready(child);
    await query(before.adminUrl, 'CREATE TABLE acknowledged AS SELECT 7 AS seven');
    process.kill(before.pid, 'SIGKILL');
    await killHard(child);
    const after = await startEmbeddedPostgres({ dataDir: directory });
    expect(await query(after.adminUrl, 'TABLE acknowledged')).toEqual([{ seven: 7 }]);
    await after.stop();
  });

  test('is not misled by a pid file whose number is another program by now', async () => {
    const child = spawnHolder();
    const { pid } = await ready(child);
    process.kill(pid, 'SIGKILL');
    await waitUntilEnded(pid);
    const file = path.join(data, 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [child.pid, ...lines.slice(1)].join('\n'));
    const postgres = await startEmbeddedPostgres({ dataDir: directory });
    expect(runs(child.pid ?? 0)).toBe(true);
    await query(postgres.adminUrl, 'TABLE acknowledged');
    await killHard(child);
    await postgres.stop();
  });

  test('keeps its data when postgres.json is lost or cut off', async () => {
    truncateSync(path.join(directory, 'postgres.json'), 20);
    const postgres = await startEmbeddedPostgres({ dataDir: directory });
    await query(postgres.adminUrl, 'TABLE acknowledged');
    await postgres.stop();
  });

  test('takes over the lock of a starter that was killed', async () => {
    const lock = path.join(directory, 'postgres.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, born: 'another process, long ago' }));
    const postgres = await startEmbeddedPostgres({ dataDir: directory });
    await postgres.stop();
    expect(existsSync(lock)).toBe(false);
  });

  test('says why it does not start, in the words of its log', async () => {
    const settings = path.join(data, 'postgresql.conf');
    const { size } = statSync(settings);
    appendFileSync(settings, 'no_such_setting = 1\n');
    await expect(startEmbeddedPostgres({ dataDir: directory })).rejects.toThrow(/no_such_setting/);
    truncateSync(settings, size);
  });

  /** The folder of a start that was killed before it was done; undefined where it was quicker. */
  async function killHalfWay(): Promise<string | undefined> {
    const half = mkdtempSync(path.join(tmpdir(), 'servicedesk-half-'));
    const child = spawnHolder(half);
    const home = path.join(half, 'postgres');
    const isUnderWay = () =>
      existsSync(home) && readdirSync(home).some((name) => /^data\.new-\d+-\d+$/.test(name));
    for (let waited = 0; !isUnderWay() && waited < 20_000; waited += 5) await sleep(5);
    await killHard(child);
    if (isUnderWay() && !existsSync(path.join(home, 'data'))) return half;
    await (await startEmbeddedPostgres({ dataDir: half })).stop();
    rmSync(half, { recursive: true, force: true });
    return undefined;
  }

  test('is made anew when the first start was killed half-way', async () => {
    let half = await killHalfWay();
    for (let again = 0; half === undefined && again < 10; again++) half = await killHalfWay();
    if (half === undefined) throw new Error('every start was done before it could be killed');
    const postgres = await startEmbeddedPostgres({ dataDir: half });
    expect(await query(postgres.adminUrl, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
    await postgres.stop();
    rmSync(half, { recursive: true, force: true });
  });

  test.runIf(process.getuid?.() === 0)(
    'finds a place when root’s project is closed to others',
    async () => {
      const closed = mkdtempSync(path.join(tmpdir(), 'servicedesk-closed-')); // mode 0700
      const dataDir = path.join(closed, 'data');
      const postgres = await startEmbeddedPostgres({ dataDir });
      expect(await query(postgres.adminUrl, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
      expect((await findEmbeddedPostgres({ dataDir }))?.pid).toBe(postgres.pid);
      await postgres.stop();
      const { home } = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8'));
      expect(home).toMatch(/^\/var\/lib\/servicedesk-[0-9a-f]{12}$/);
      rmSync(home, { recursive: true, force: true });
      rmSync(closed, { recursive: true, force: true });
    },
  );
});
