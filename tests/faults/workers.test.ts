import { execFileSync } from 'node:child_process';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';

/** WEB_CONCURRENCY=2: two processes that serve, and one that keeps them. */
const metricsToken = 'a-token-of-these-tests';
let server: ServerProcess;
let acme: ServedTenant;

beforeAll(async () => {
  server = await startServer({ env: { WEB_CONCURRENCY: '2', METRICS_TOKEN: metricsToken } });
  acme = await serveTenant(server, 'acme');
}, 180_000);
afterAll(() => server?.stop(), 60_000);

function workers(): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(server.pid)]).toString();
  return listed.trim().split(/\s+/).map(Number);
}

interface Line {
  heard: string[];
  /** Which worker serves it: the one that holds the other end of this port. */
  close(): void;
}

/** A connection of its own to `/api/events`; the primary hands each to the next worker. */
function listenToEvents(): Promise<Line> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/api/events',
        agent: false,
        headers: { host: new URL(acme.origin).host, cookie: acme.contact.cookie() },
      },
      (answer) => {
        const line: Line = { heard: [], close: () => request.destroy() };
        let rest = '';
        answer.on('data', (chunk: Buffer) => {
          rest += chunk;
          line.heard.push(...[...rest.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data));
          rest = rest.slice(rest.lastIndexOf('\n') + 1);
          resolve(line);
        });
        answer.on('error', () => {});
      },
    );
    request.on('error', reject);
    request.end();
  });
}

async function until(what: () => boolean | Promise<boolean>, milliseconds: number): Promise<void> {
  for (const deadline = Date.now() + milliseconds; !(await what()); await sleep(25)) {
    if (Date.now() > deadline) throw new Error(`not within ${milliseconds} ms`);
  }
}

async function perWorker(name: string): Promise<number[]> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const { body } = await visit(`http://127.0.0.1:${server.port}`, '/metrics', { headers });
  const lines = body.toString().matchAll(new RegExp(`^${name}\\{worker="\\d+"\\} (\\S+)$`, 'gm'));
  return [...lines].map(([, value]) => Number(value));
}

describe('two workers', { timeout: 90_000 }, () => {
  it('both serve, and what happens in one is heard in the other', async () => {
    expect(workers()).toHaveLength(2);
    const lines = await Promise.all(Array.from({ length: 6 }, listenToEvents));
    const open = await perWorker('servicedesk_http_requests_under_way');
    expect(open).toHaveLength(2);
    for (const streams of open) expect(streams).toBeGreaterThanOrEqual(2);
    const number = acme.numbers[0];
    const body = { body: 'We are on it', kind: 'reply' };
    expect((await acme.api('POST', `/tickets/${number}/replies`, { body })).status).toBe(201);
    await until(() => lines.every(({ heard }) => heard.length > 0), 5_000);
    for (const { heard, close } of lines) {
      expect(JSON.parse(heard[0]!)).toEqual({ number, kind: 'reply' });
      close();
    }
  });

  it('one that is killed is replaced, and the other goes on meanwhile', async () => {
    const before = workers();
    process.kill(before[0]!, 'SIGKILL');
    // Until then a connection may still be handed to it: what it held is lost with it.
    await until(() => server.output().includes('worker.died'), 10_000);
    for (let count = 0; count < 5; count++) {
      const answer = await visit(acme.origin, '/sign-in', { headers: { connection: 'close' } });
      expect(answer.status).toBe(200);
    }
    await until(async () => (await perWorker('process_uptime_seconds')).length === 2, 30_000);
    expect(workers()).toHaveLength(2);
    expect(workers()).toContain(before[1]);
    expect((await acme.contact.get('/tickets')).status).toBe(200);
  });

  it('end together', async () => {
    const pids = [server.pid, ...workers()];
    expect(await server.end('SIGTERM')).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });
});
