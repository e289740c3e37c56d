import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { OpenedTenant } from '@/cli/create-tenant';
import { freePort } from './free-port';
import { cloneDatabase } from './server-process-database';

const run = promisify(execFile);

export interface ServerProcess {
  port: number;
  pid: number;
  /** Of this server alone, unless one was given: its attachments lie there. */
  dataDir: string;
  /** The cluster's own user's, to the database of this server alone. */
  databaseUrl: string;
  /** Where visitors reach a host below the base domain: `origin('acme')`. */
  origin(slug: string): string;
  /** What it has printed so far: the banner, then its log. */
  output(): string;
  /** An operator's command beside it, by the built CLI with `--json`. */
  cli<T>(...words: string[]): Promise<T>;
  /** Sends a signal and waits until the process has ended; what it leaves behind stays. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** As Ctrl-C does, and its exit code. The database goes too. */
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  demo?: boolean;
  /** Goes over the defaults. */
  env?: Record<string, string>;
  /** One that exists, instead of a clone of its own; '' is the embedded one of `dataDir`. */
  databaseUrl?: string;
  /** One that exists; stays when the server stops. */
  dataDir?: string;
  port?: number;
}

const base = 'servicedesk.localhost';

/**
 * The built server (`.build/server.mjs`, `.next`) as a process of its own, on a database
 * cloned from the template unless one is given, ready when this returns.
 */
export async function startServer({
  demo = false,
  env = {},
  ...given
}: ServerOptions = {}): Promise<ServerProcess> {
  const name = `journey_${randomBytes(6).toString('hex')}`;
  const database =
    given.databaseUrl === undefined
      ? await cloneDatabase(inject('adminUrl'), name)
      : { url: given.databaseUrl, drop: async () => {} };
  const dataDir = given.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'servicedesk-journey-'));
  const port = given.port ?? (await freePort());
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    NODE_ENV: 'production',
    PORT: String(port),
    BASE_DOMAIN: base,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SECRET_KEY: inject('secretKey'),
    DEMO: demo ? '1' : '0',
    LOG_LEVEL: 'warn',
    ...env,
  };
  const cli = async <T>(...words: string[]): Promise<T> => {
    const release = await takeTurn();
    const said = run(process.execPath, ['.build/cli.mjs', ...words, '--json'], {
      env: environment,
    });
    return JSON.parse((await said.finally(release)).stdout) as T;
  };
  const release = await takeTurn();
  const child = spawn(process.execPath, ['--enable-source-maps', '.build/server.mjs'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = async () => {
    const code = await endProcess(child, 'SIGINT'); // no balancer is to be told
    if (given.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
    return code;
  };
  try {
    await untilReady(child, port, () => output);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await release();
  }
  return {
    port,
    pid: child.pid ?? 0,
    dataDir,
    databaseUrl: database.url,
    origin: (slug) => `http://${slug}.${base}:${port}`,
    output: () => output,
    cli,
    end: (signal) => endProcess(child, signal),
    stop,
  };
}

/** A tenant through the operator's own command; its admin signs in with the given password. */
export function createTenant(
  server: ServerProcess,
  { slug, name, ...more }: { slug: string; name: string; defaultLanguage?: string },
): Promise<OpenedTenant> {
  const words = ['--slug', slug, '--name', name, '--admin-email', `admin@${slug}.test`];
  words.push('--admin-name', 'Ada Admin', '--admin-password', 'a long way to the harbour');
  if (more.defaultLanguage) words.push('--default-language', more.defaultLanguage);
  return server.cli('tenant', 'create', ...words);
}

/**
 * Starts prepare the roles of the cluster, which all test files share, and Postgres refuses
 * two such changes at the same moment in different databases. So they queue; call what this
 * answers when done.
 */
async function takeTurn(): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: inject('adminUrl') });
  await client.connect();
  await client.query('SELECT pg_advisory_lock(727099)');
  return () => client.end();
}

async function untilReady(child: ChildProcess, port: number, output: () => string): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`The server ended at its start.\n${output()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server was not ready within two minutes.\n${output()}`);
}

async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const hard = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const code = await ended;
  clearTimeout(hard);
  return code;
}
