import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { holdLock } from '@/platform/hold-lock.mjs';
import { freePort } from '~tests/setup/free-port';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenant = await makeTenant();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-process-'));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** The server as `npm start` runs it, after the build that the test command has made. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['.build/server.mjs'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      DATABASE_URL: urls.admin,
      SECRET_KEY: inject('secretKey'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = async () => {
    while (!said.out.includes('is ready')) {
      if (child.exitCode !== null) throw new Error(`ended: ${said.err}${said.out}`);
      await sleep(50);
    }
  };
  return { child, said, ended, ready };
}

describe('a start that can’t be', () => {
  it.each([
    ['PORT', { PORT: 'eighty' }],
    ['SECRET_KEY', { SECRET_KEY: 'short' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/99' }],
    ['WEB_CONCURRENCY', { WEB_CONCURRENCY: '0' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://a' }],
  ])('names %s in a sentence', async (name, env) => {
    const { said, ended } = start(env as Record<string, string>);
    expect(await ended).toBe(1);
    expect(said.err).toContain(name);
    expect(said.err).not.toMatch(/\n\s+at /);
    expect(said.out).toBe('');
  });

  it('names the server that runs on the same data', async () => {
    await holdLock(path.join(dataDir, 'server.lock'), async () => {
      const { said, ended } = start({ DATABASE_URL: '' });
      expect(await ended).toBe(1);
      expect(said.err).toContain(`process ${process.pid}`);
    });
  });

  it('names a port that is taken, and a database that is away', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const busy = start({ PORT: String(port) });
    expect(await busy.ended).toBe(1);
    expect(busy.said.err).toContain(`Port ${port} is taken`);
    const nowhere = start({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' });
    expect(await nowhere.ended).toBe(1);
    expect(nowhere.said.err).toContain('DATABASE_URL');
    taken.close();
  });
});

describe.each([1, 2])('SIGTERM under load with WEB_CONCURRENCY=%i', (workers) => {
  it('turns /readyz to 503, fails no request, and ends with 0', async () => {
    const port = await freePort();
    const server = start({ PORT: String(port), WEB_CONCURRENCY: String(workers) });
    await server.ready();
    expect(await get(port, '/readyz')).toBe(200);
    const outcome = { statuses: new Set<number>(), count: 0, failed: [] as string[] };
    const agent = new http.Agent({ keepAlive: true });
    const clients = Array.from({ length: 8 }, () => load(port, agent, outcome));
    while (outcome.count < 20) await sleep(50); // the test's own time limit bounds this
    const began = Date.now();
    server.child.kill('SIGTERM');
    let readiness = 200;
    while (readiness === 200) readiness = await get(port, '/readyz');
    expect(readiness).toBe(503);
    expect(await server.ended).toBe(0);
    await Promise.all(clients);
    agent.destroy();
    expect(outcome.failed).toEqual([]);
    expect(outcome.count).toBeGreaterThan(20); // some were under way when it was told
    expect([...outcome.statuses].filter((status) => status >= 500)).toEqual([]);
    expect(Date.now() - began).toBeLessThan(25_000);
  }, 60_000);
});

async function load(
  port: number,
  agent: http.Agent,
  outcome: { statuses: Set<number>; count: number; failed: string[] },
): Promise<void> {
  for (;;) {
    try {
      outcome.statuses.add(await get(port, '/sign-in', agent));
      outcome.count++;
    } catch (error) {
      const { code, isNew } = error as NodeJS.ErrnoException & { isNew?: boolean };
      // A new connection that nobody took any more: refused, or reset while it waited its turn.
      const turnedAway = code === 'ECONNREFUSED' || (code === 'ECONNRESET' && isNew);
      if (!turnedAway) outcome.failed.push(String(code));
      return;
    }
  }
}

/** The status, once the whole body has arrived. */
function get(port: number, at: string, agent?: http.Agent): Promise<number> {
  const options = {
    host: '127.0.0.1',
    port,
    path: at,
    agent,
    headers: { host: tenant.managedHost },
  };
  return new Promise((resolve, reject) => {
    const request = http.get(options, (message) => {
      message.resume();
      message.on('end', () => resolve(message.statusCode ?? 0));
      message.on('error', reject);
    });
    request.on('error', (error) => {
      reject(Object.assign(error, { isNew: !request.reusedSocket }));
    });
  });
}
