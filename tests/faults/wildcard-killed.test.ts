import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { forInstallation } from '@/access/in-transaction';
import { wildcards } from '@/certificates/tables';
import { type AcmeProxy, startAcmeProxy } from '~tests/setup/acme-proxy';
import { type Bind, findNamed, startBind } from '~tests/setup/bind9';
import { freshDatabase } from '~tests/setup/fresh-database';
import { type Pebble, startPebble } from '~tests/setup/pebble';

const base = 'desk.example';
const named = findNamed();
if (!named) console.warn('skipped: named is missing (apt-get install bind9)');

const urls = await freshDatabase();
const bundle = path.resolve(`.build/tests/wildcard-worker-${process.pid}.mjs`);

describe.skipIf(!named)('whoever orders the wildcard is killed', () => {
  let bind: Bind;
  let pebble: Pebble;
  let authority: AcmeProxy;

  beforeAll(async () => {
    mkdirSync(path.dirname(bundle), { recursive: true });
    await build({
      entryPoints: ['tests/faults/wildcard-worker.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      alias: { 'server-only': path.resolve('tests/setup/server-only.ts') },
      logLevel: 'error',
    });
    bind = await startBind(base);
    pebble = await startPebble({ httpPort: 1, dnsServer: bind.address });
    authority = await startAcmeProxy(pebble);
  });
  afterAll(async () => {
    await authority?.stop();
    await pebble?.stop();
    await bind?.stop();
    rmSync(bundle, { force: true });
  });

  const start = () =>
    spawn(process.execPath, [bundle], {
      env: {
        ...process.env,
        RUNTIME_URL: urls.runtime,
        CA_FILE: pebble.caFile,
        LOG_LEVEL: 'silent',
        BASE_DOMAIN: base,
        HTTPS_PORT: '8443',
        ACME_DIRECTORY_URL: authority.directoryUrl,
        RFC2136_NAMESERVER: bind.address,
        RFC2136_TSIG_KEY: bind.key.name,
        RFC2136_TSIG_SECRET: bind.key.secret,
        DNS_RESOLVERS: bind.address,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  const end = (worker: ChildProcess) =>
    new Promise<number | null>((resolve) => {
      if (worker.exitCode !== null || worker.signalCode !== null) resolve(worker.exitCode);
      else worker.once('exit', resolve);
    });
  const kill = async (worker: ChildProcess) => {
    worker.kill('SIGKILL');
    await end(worker);
  };
  const row = async () => (await forInstallation((tx) => tx.select().from(wildcards)))[0];
  /** The dead one's lease ends. */
  const passLease = () =>
    forInstallation((tx) => tx.update(wildcards).set({ leaseUntil: new Date(0) }));

  beforeEach(async () => {
    authority.mood = () => undefined;
    authority.counts = {};
    await forInstallation((tx) =>
      tx.update(wildcards).set({ renewAt: new Date(0), notAfter: new Date() }),
    );
  });

  async function goesOn(orderUrl: string | null | undefined, last: string | null | undefined) {
    expect(orderUrl).toContain('https://');
    await passLease();
    expect(await end(start())).toBe(0);
    const issued = await row();
    expect(issued).toMatchObject({ orderUrl: null, failure: null, attempts: 0 });
    expect(issued?.chain).toContain('BEGIN CERTIFICATE');
    expect(issued?.chain).not.toBe(last);
    expect(authority.counts.newOrder).toBe(1);
    expect(authority.counts.finalize).toBe(1);
  }

  it('between the order and its proof: the same order goes on', async () => {
    bind.freeze();
    const worker = start();
    await vi.waitFor(async () => expect((await row())?.orderUrl).toBeTruthy(), 20_000);
    await kill(worker);
    bind.thaw();
    await goesOn((await row())?.orderUrl, undefined);
  });

  it('between finalize and download: the same order goes on, with the same key', async () => {
    const last = (await row())?.chain;
    authority.mood = (kind) => (kind === 'certificate' ? { hang: true } : undefined);
    const worker = start();
    await vi.waitFor(() => expect(authority.counts.certificate).toBe(1), 20_000);
    await kill(worker);
    authority.mood = () => undefined;
    await goesOn((await row())?.orderUrl, last);
  });

  it('and nobody else works on it while the lease holds', async () => {
    authority.mood = (kind) => (kind === 'certificate' ? { hang: true } : undefined);
    const worker = start();
    await vi.waitFor(() => expect(authority.counts.certificate).toBe(1), 20_000);
    const before = authority.total();
    expect(await end(start())).toBe(0); // the lock is taken
    await kill(worker);
    expect(await end(start())).toBe(0); // the lock is free, the lease is not
    expect(authority.total()).toBe(before);
  });
});
