import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadTestData } from '@/cli/load-test-data';
import { closeDatabase, openDatabase } from '@/platform/db';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { migrateDatabase } from '@/platform/migrate';
import { serverFlags } from '@/server/bootstrap/node-flags.mjs';
import { freePort } from '~tests/setup/free-port';
import { markupTree } from './markup-tree';
import { type Running, startNode } from './processes';
import { setApart } from './set-apart';

/** Of the stands' own /metrics. */
export const metricsToken = 'the-token-of-the-benchmark';

/** A production server on a database of its own, filled for measuring. */
export interface Stand {
  /** `http://load-1.servicedesk.localhost:PORT`. */
  origin: (tenant: number) => string;
  server: Running;
  runtimeUrl: string;
  loadSeconds: number;
  stop(): Promise<void>;
}

/** Fills a database with `tenants` and `tickets` and serves it with the production build. */
export async function makeStand(amounts: { tenants: number; tickets: number }): Promise<Stand> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-bench-'));
  process.env.DATA_DIR = dataDir;
  process.env.SECRET_KEY = 'a-secret-key-of-the-benchmark-0123456789';
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime } = await migrateDatabase(postgres.adminUrl);
  openDatabase(runtime);
  const { seconds } = await loadTestData(amounts);
  await closeDatabase();
  await settle(postgres.adminUrl);
  const port = await freePort();
  const server = await startNode([...serverFlags, '.build/server.mjs'], {
    url: `http://127.0.0.1:${port}/readyz`,
    env: {
      DATA_DIR: dataDir,
      SECRET_KEY: process.env.SECRET_KEY,
      PORT: String(port),
      DEMO: '0',
      METRICS_TOKEN: metricsToken,
      LOG_LEVEL: 'error',
    },
  });
  return {
    origin: (tenant) => `http://load-${tenant}.servicedesk.localhost:${port}`,
    server,
    runtimeUrl: runtime,
    loadSeconds: seconds,
    stop: async () => {
      await server.stop();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Statistics and visibility as a database has them that was not filled a moment ago. */
export async function settle(adminUrl: string): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
}

/**
 * The yardsticks on this machine: Node's own server, Next with one page and one query, and that
 * with the elements of `page`, a page that React has drawn.
 */
export async function makeYardsticks(databaseUrl: string, page = '') {
  const folder = setApart();
  writeFileSync(path.join(folder, 'app/markup.json'), JSON.stringify(markupTree(page)));
  const env = { BARE_DATABASE_URL: databaseUrl };
  const next = path.join(folder, 'node_modules/next/dist/bin/next');
  execFileSync(process.execPath, [next, 'build'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const [httpPort, nextPort] = [await freePort(), await freePort()];
  const bareHttp = await startNode(['tests/bench/bare-http.mjs', String(httpPort)], {
    env: {},
    url: `http://127.0.0.1:${httpPort}/`,
  });
  const bareNext = await startNode([next, 'start', '-p', String(nextPort), '-H', '127.0.0.1'], {
    cwd: folder,
    env,
    url: `http://127.0.0.1:${nextPort}/`,
  });
  return {
    http: `http://127.0.0.1:${httpPort}`,
    next: `http://127.0.0.1:${nextPort}`,
    stop: async () => {
      await bareHttp.stop();
      await bareNext.stop();
    },
  };
}
