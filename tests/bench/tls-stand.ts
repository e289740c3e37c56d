import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inTenant } from '@/access/in-transaction';
import { sealKey } from '@/certificates/sealed-keys';
import { certificates } from '@/certificates/tables';
import { closeDatabase, openDatabase } from '@/platform/db';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { newId } from '@/platform/ids';
import { migrateDatabase } from '@/platform/migrate';
import { serverFlags } from '@/server/bootstrap/node-flags.mjs';
import { createTenant } from '@/tenants/create-tenant';
import { domains } from '@/tenants/tables';
import { freePort } from '~tests/setup/free-port';
import { makeTestCa, type TestCa } from '../setup/test-ca';
import { residentMegabytes, startNode } from './processes';
import { metricsToken, settle } from './stand';

export interface TlsStand {
  root: string;
  /** There when we started, and read since. */
  hosts: string[];
  /** Made after that: read when somebody asks for them. */
  late: string[];
  ours: { port: number; memory(): number };
  /** Undefined where it is not installed. */
  nginx: { port: number; memory(): number } | undefined;
  stop(): Promise<void>;
}

/**
 * `count` custom hosts with a certificate each, served by us from Postgres and by nginx from
 * files, and `later` more that we have not read when the measuring begins.
 */
export async function makeTlsStand(count: number, later: number): Promise<TlsStand> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-bench-'));
  process.env.DATA_DIR = dataDir;
  process.env.SECRET_KEY = 'a-secret-key-of-the-benchmark-0123456789';
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime } = await migrateDatabase(postgres.adminUrl);
  openDatabase(runtime);
  const files = path.join(dataDir, 'certificates');
  mkdirSync(files, { recursive: true });
  const ca = await makeTestCa('Servicedesk Benchmark');
  const { id } = await createTenant({ slug: 'load', name: 'Load IT', timeZone: 'UTC' });
  const all = Array.from({ length: count + later }, (_, n) => `help.customer-${n + 1}.test`);
  const [hosts, late] = [all.slice(0, count), all.slice(count)];
  await fill(id, hosts, ca, files);
  await closeDatabase();
  await settle(postgres.adminUrl);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const server = await startNode([...serverFlags, '.build/server.mjs'], {
    url: `http://127.0.0.1:${port}/readyz`,
    env: {
      ...{ DATA_DIR: dataDir, SECRET_KEY: process.env.SECRET_KEY, DEMO: '0', LOG_LEVEL: 'error' },
      METRICS_TOKEN: metricsToken,
      ...{ PORT: String(port), HTTPS_PORT: String(tlsPort) },
    },
  });
  const nginx = await startNginx(dataDir, files);
  await new Promise((resolve) => setTimeout(resolve, 20_000)); // it has read what there is
  openDatabase(runtime);
  await fill(id, late, ca, files);
  await closeDatabase();
  return {
    root: ca.root,
    hosts,
    late,
    ours: { port: tlsPort, memory: () => residentMegabytes(server.pid) },
    nginx,
    stop: async () => {
      await nginx?.stop();
      await server.stop();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function fill(tenantId: string, hosts: string[], ca: TestCa, files: string) {
  for (let from = 0; from < hosts.length; from += 500) {
    const some = hosts.slice(from, from + 500);
    const issued = await Promise.all(some.map((host) => ca.issue(host)));
    const base = (host: string) => ({ tenantId, id: newId(), host });
    const own = { kind: 'custom' as const, isSecure: true, verifiedAt: new Date() };
    await inTenant(tenantId, async (tx) => {
      await tx.insert(domains).values(some.map((host) => ({ ...base(host), ...own })));
      await tx.insert(certificates).values(
        issued.map(({ key, ...certificate }, at) => ({
          ...base(some[at]!),
          ...certificate,
          ...{ keySealed: sealKey(key), issuer: 'Benchmark', renewAt: certificate.notAfter },
        })),
      );
    });
    for (const [at, { chain, key }] of issued.entries()) {
      writeFileSync(path.join(files, `${some[at]}.crt`), chain);
      writeFileSync(path.join(files, `${some[at]}.key`), key);
    }
  }
}

/** One worker, as we are one process; it reads the files of a name at each handshake. */
async function startNginx(dataDir: string, files: string) {
  const program = ['/usr/sbin/nginx', '/usr/bin/nginx'].find(exists);
  if (!program) return undefined;
  const port = await freePort();
  chmodSync(dataDir, 0o755); // its worker is another user
  const pid = path.join(dataDir, 'nginx.pid');
  const configuration = path.join(dataDir, 'nginx.conf');
  writeFileSync(
    configuration,
    `worker_processes 1; daemon off; pid ${pid}; error_log /dev/null crit;
events { worker_connections 4096; }
http {
  access_log off;
  server {
    listen 127.0.0.1:${port} ssl backlog=1024;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate ${files}/$ssl_server_name.crt;
    ssl_certificate_key ${files}/$ssl_server_name.key;
    location / { return 200 "ok"; }
  }
}
`,
  );
  const child = spawn(program, ['-c', configuration], { stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
  const worker = () =>
    Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ')[0]);
  return {
    port,
    memory: () => residentMegabytes(worker()),
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function exists(file: string): boolean {
  try {
    execFileSync(file, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
