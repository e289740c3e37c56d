import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { holdLock } from './hold-lock.mjs';
import { identifyProcess } from './identify-process.mjs';
import { adoptPostmaster } from './postgres/adopt-postmaster';
import { type ClusterRecord, findRecord, keepRecord, otherUsers } from './postgres/cluster-record';
import { createCluster, resetPassword } from './postgres/create-cluster';
import { findBinaries } from './postgres/find-binaries';
import { findPlace, type Place } from './postgres/find-place';
import { askPostmaster, findPostmaster, urlOf } from './postgres/find-postmaster';
import { startPostmaster } from './postgres/start-postmaster';
import { stopPostmaster } from './postgres/stop-postmaster';

const database = 'servicedesk';

export interface EmbeddedPostgres {
  /** Of the superuser, to the database `servicedesk`. */
  adminUrl: string;
  /** No other live process used it when this one came: started now, or left by a killed one. */
  startedByUs: boolean;
  /** Of the postmaster. */
  pid: number;
  /**
   * This process needs it no more: call it always. Stops Postgres and waits, unless another
   * live process of ours uses it; then that one stops it.
   */
  stop(): Promise<void>;
}

/**
 * The Postgres of a data directory: a process of its own on 127.0.0.1, started if it does not
 * run, adopted if it does, made if it does not exist. Its port and password stand in
 * `DATA_DIR/postgres.json`, its data and log in `DATA_DIR/postgres`. Safe beside another
 * starter and after any kill -9. Refuses with a sentence and the end of Postgres's log.
 */
export async function startEmbeddedPostgres(where: { dataDir: string }): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(where.dataDir);
  mkdirSync(dataDir, { recursive: true });
  return holdLock(lockFile(dataDir), () => start(dataDir));
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const known = findRecord(dataDir);
  const place = await findPlace(dataDir, known);
  const record: ClusterRecord = {
    home: place.home === homeInside(dataDir) ? undefined : place.home,
    port: known?.port,
    password: known?.password ?? randomBytes(24).toString('base64url'),
    pid: known?.pid,
    users: known ? otherUsers(known) : [],
  };
  keepRecord(dataDir, record); // before the cluster: its password can't get lost
  const { pid, port } = await runCluster(place, record);
  await createDatabase(port, record.password);
  const startedByUs = record.users.length === 0;
  const users = [...record.users, identifyProcess(process.pid) ?? ''];
  keepRecord(dataDir, { ...record, pid, port, users });
  const adminUrl = urlOf(port, record.password, database);
  return { adminUrl, startedByUs, pid, stop: () => leave(dataDir) };
}

async function runCluster(place: Place, { password, port }: ClusterRecord) {
  const binaries = findBinaries(place.home, place.user);
  if (!existsSync(place.data)) await createCluster(place, binaries, password);
  for (let attempt = 1; ; attempt++) {
    const running =
      (await adoptPostmaster(place, password)) ??
      (await startPostmaster(place, binaries, password, port));
    if (running !== 'wrongPassword') return running;
    if (attempt === 2)
      throw new Error(`Postgres refuses a password that was just set (${place.home}).`);
    await stopPostmaster(place.data); // postgres.json was lost: the data stays
    await resetPassword(place, binaries, password);
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}

async function leave(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return; // Postgres notices within a minute, and ends by itself
  await holdLock(lockFile(dataDir), async () => {
    const record = findRecord(dataDir);
    if (!record) return;
    const users = otherUsers(record);
    if (users.length === 0) await stopPostmaster(dataOf(dataDir, record));
    keepRecord(dataDir, { ...record, users });
  });
}

/**
 * The running Postgres of a data directory, for a command beside the server. Undefined where
 * none runs; waits for one that is starting. It may be stopped while the caller uses it.
 */
export async function findEmbeddedPostgres(where: {
  dataDir: string;
}): Promise<{ adminUrl: string; pid: number } | undefined> {
  const dataDir = path.resolve(where.dataDir);
  const record = findRecord(dataDir);
  if (!record) return undefined;
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const postmaster = findPostmaster(dataOf(dataDir, record));
    if (!postmaster) return undefined;
    const answer = await askPostmaster(postmaster.port, record.password);
    if (answer === 'ready') {
      return { adminUrl: urlOf(postmaster.port, record.password, database), pid: postmaster.pid };
    }
    if (answer !== 'starting') return undefined;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return undefined;
}

const homeInside = (dataDir: string) => path.join(dataDir, 'postgres');
const dataOf = (dataDir: string, { home }: ClusterRecord) =>
  path.join(home ?? homeInside(dataDir), 'data');
const lockFile = (dataDir: string) => path.join(dataDir, 'postgres.lock');
