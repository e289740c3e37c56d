import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  fchownSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresEnv } from './create-cluster';
import type { Place } from './find-place';
import { askPostmaster, type Postmaster, readPidFile } from './find-postmaster';

/** Bounds of a wait: silence, and work that it reports (replaying its log after a crash). */
const silence = 30_000;
const recovery = 600_000;

/**
 * Starts Postgres as a process of its own, which outlives us, and waits until it answers.
 * Takes the port of the last start while that is free, else another.
 */
export async function startPostmaster(
  place: Place,
  binaries: string,
  password: string,
  lastPort: number | undefined,
): Promise<Postmaster | 'wrongPassword'> {
  let wanted = lastPort;
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(wanted);
    claimStalePidFile(place.data);
    writeSettings(place, port);
    const child = launch(place, binaries);
    const failure = await waitUntilReady(child, port, password, place);
    if (failure === undefined) return { pid: child.pid ?? 0, port };
    if (failure === 'wrongPassword') return failure;
    const portTaken = /could not bind|could not create any TCP/.test(failure);
    const childrenEnd = /shared memory block/.test(failure); // of one that was killed
    if (!(portTaken || childrenEnd) || attempt === 5) throw new Error(failure);
    wanted = portTaken ? undefined : port;
    await sleep(attempt * 300);
  }
}

/** A port below the range that systems give to outgoing connections. */
async function choosePort(last: number | undefined): Promise<number> {
  if (last && (await isFree(last))) return last;
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No port is free for Postgres between 20000 and 30000.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/**
 * No postmaster runs, so a pid file is a dead one's; Postgres would still refuse to start where
 * that pid is another program's by now, or a zombie. It ignores the pid of its own parent and
 * goes on to check that no child of the dead one holds the shared memory: so the file gets
 * ours, rather than being removed.
 */
function claimStalePidFile(data: string): void {
  const lines = readPidFile(data);
  if (lines.length === 0) return;
  writeFileSync(path.join(data, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'));
}

function writeSettings({ data, logs, user }: Place, port: number): void {
  const settings = {
    port,
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    max_connections: 200,
    shared_buffers: "'256MB'",
    effective_cache_size: "'1GB'",
    work_mem: "'8MB'",
    maintenance_work_mem: "'128MB'",
    max_wal_size: "'1GB'",
    wal_compression: 'on',
    random_page_cost: 1.1,
    jit: 'off', // short statements: compiling costs more than it gains
    max_parallel_workers_per_gather: 0, // the cores serve other requests
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    logging_collector: 'on',
    log_directory: `'${logs.replaceAll("'", "''")}'`,
    log_filename: "'postgres-%a.log'", // seven files, each begun anew after a week
    log_truncate_on_rotation: 'on',
    log_rotation_age: "'1d'",
    log_rotation_size: 0,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const notice = '# Written at every start. Own settings: ALTER SYSTEM, or postgresql.auto.conf.';
  const file = path.join(data, 'servicedesk.conf');
  writeFileSync(file, `${notice}\n${lines.join('\n')}\n`);
  chmodSync(file, 0o600);
  if (user) chownSync(file, user.uid, user.gid);
}

function launch(place: Place, binaries: string): ChildProcess {
  const output = openSync(path.join(place.logs, 'start.log'), 'w', 0o640);
  if (place.user) fchownSync(output, place.user.uid, place.user.gid);
  const child = spawn(path.join(binaries, 'bin/postgres'), ['-D', place.data], {
    cwd: place.home,
    env: postgresEnv(),
    detached: true,
    stdio: ['ignore', output, output],
    ...place.user,
  });
  child.once('error', () => {}); // seen as an exit without a pid
  closeSync(output);
  child.unref();
  return child;
}

/** Undefined when it answers, else why not, with the end of its log. */
async function waitUntilReady(
  child: ChildProcess,
  port: number,
  password: string,
  place: Place,
): Promise<string | undefined> {
  const begun = Date.now();
  let heard = begun;
  const fail = (what: string) =>
    `${what} The end of its log (${place.logs}):\n${tailOf(place.logs)}`;
  for (;;) {
    if (!child.pid) return fail('Postgres could not be run.');
    if (child.exitCode !== null || child.signalCode !== null)
      return fail('Postgres ended at once.');
    const answer = await askPostmaster(port, password);
    if (answer === 'ready') return undefined;
    if (answer === 'wrongPassword') return answer;
    if (answer === 'starting') heard = Date.now();
    if (Date.now() - heard > silence) return fail('Postgres does not answer.');
    if (Date.now() - begun > recovery)
      return fail('Postgres has not recovered within ten minutes.');
    await sleep(Date.now() - begun < 2_000 ? 15 : 200);
  }
}

/** The last lines of the two files in the log directory that were written last. */
export function tailOf(logs: string): string {
  const age = (file: string) => Date.now() - statSync(file).mtimeMs;
  const files = readdirSync(logs).map((name) => path.join(logs, name));
  const newest = files.sort((a, b) => age(a) - age(b)).slice(0, 2);
  const tails = newest.map((file) => readFileSync(file, 'utf8').trim().split('\n').slice(-8));
  return tails.reverse().flat().join('\n').slice(-2_000);
}
