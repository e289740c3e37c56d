import type { ClientHttp2Session } from 'node:http2';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDomain, storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';
import { askHttp2, openHttp2 } from '~tests/setup/tls-clients';
import { echo, openSite } from './open-site';

await freshDatabase();
const tenant = await makeTenant('Acme IT');
const ca = await makeTestCa();
const host = 'help.acme.test';
for (const one of [host, 'other.acme.test']) {
  await makeDomain(tenant, one, { isSecure: true });
  await storeCertificate(tenant, one, await ca.issue([host, 'other.acme.test']));
}

const left: string[] = [];
let written = 0;
const site = await openSite({
  tls: true,
  handle: async (request, answer) => {
    const { url = '/' } = request;
    answer.once('close', () => {
      if (!answer.writableFinished) left.push(url);
    });
    if (url === '/events') {
      answer.writeHead(200, { 'Content-Type': 'text/event-stream' });
      answer.write('data: one\n\n');
      await sleep(50);
      answer.write('data: two\n\n');
      return; // stays open
    }
    if (url === '/flood') {
      answer.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      const more = () => {
        while (!answer.destroyed && written < 64 * 1024 * 1024) {
          written += 65_536;
          if (!answer.write(Buffer.alloc(65_536))) return void answer.once('drain', more);
        }
        answer.end();
      };
      return more();
    }
    if (url === '/cookies') answer.setHeader('Set-Cookie', ['a=1', 'b=2']);
    if (url === '/broken') {
      answer.write('half');
      await sleep(20);
      return void request.socket.destroy();
    }
    if (url === '/none') return void answer.writeHead(204).end();
    if (url === '/slow') await sleep(300);
    await echo(request, answer);
  },
});
let session: ClientHttp2Session;
beforeAll(async () => {
  session = await openHttp2(site.tlsPort, host, ca.root);
});
afterAll(() => session.destroy());

const origin = `https://${host}:${site.tlsPort}`;
const get = (path: string, headers: Record<string, string | string[]> = {}) =>
  askHttp2(session, { ':path': path, ...headers });
const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  askHttp2(session, { ':method': 'POST', ':path': path, origin, ...headers }, body);
const seen = (body: string) =>
  JSON.parse(body) as { url: string; headers: Record<string, string>; bytes: number };

describe('by HTTP/2', () => {
  it('a request reaches the same handler as any other', async () => {
    const answer = await get('/tickets?a=1', {
      cookie: ['a=1', 'b=2'],
      'x-forwarded-host': 'evil',
    });
    expect(answer.status).toBe(200);
    expect(seen(answer.body)).toMatchObject({ url: '/tickets?a=1' });
    expect(seen(answer.body).headers).toMatchObject({
      'x-tenant-host': host,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': `${host}:${site.tlsPort}`,
      cookie: 'a=1; b=2',
    });
    for (const name of ['connection', 'keep-alive', 'transfer-encoding']) {
      expect(answer.headers).not.toHaveProperty(name);
    }
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('cookies stay apart, HEAD and 204 have no body', async () => {
    expect((await get('/cookies')).headers['set-cookie']).toEqual(['a=1', 'b=2']);
    const head = await askHttp2(session, { ':method': 'HEAD', ':path': '/' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(await get('/none')).toMatchObject({ status: 204, body: '' });
    expect((await get('/healthz')).body).toBe('ok\n');
  });

  it('a form arrives whole, with and without its length', async () => {
    const text = 'x'.repeat(300_000);
    const said = { 'content-length': String(text.length) };
    expect(seen((await post('/', text, said)).body).bytes).toBe(text.length);
    expect(seen((await post('/', text)).body).bytes).toBe(text.length);
    expect(seen((await post('/', '')).body).bytes).toBe(0);
  });

  it('a form of another site is refused', async () => {
    expect((await post('/', 'a=1', { origin: 'https://evil.test' })).status).toBe(403);
  });

  it('too large a body gets 413, announced or not, and the connection goes on', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024);
    expect((await post('/', large)).status).toBe(413);
    const announced = { 'content-length': String(large.length) };
    expect((await post('/', large, announced)).status).toBe(413);
    expect((await get('/healthz')).status).toBe(200);
  });

  it.each([
    ['another host of the same certificate', { ':authority': 'other.acme.test' }, 421],
    ['a host that nobody has', { ':authority': 'nobody.example' }, 421],
    ['two names', { ':authority': host, host: 'other.acme.test' }, 400],
    ['a method that nobody has', { ':method': 'TRACE' }, 405],
    ['an asterisk', { ':method': 'OPTIONS', ':path': '*' }, 400],
  ] as [string, Record<string, string>, number][])(
    '%s: %o → %i',
    async (_name, headers, status) => {
      expect((await get('/', headers)).status).toBe(status);
    },
  );

  it('a hundred requests at once are all answered', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => get(`/slow?n=${n}`).then(({ body }) => seen(body).url)),
    );
    expect(answers).toEqual(Array.from({ length: 100 }, (_, n) => `/slow?n=${n}`));
  });

  it('an answer that breaks off is a reset, never half a page', async () => {
    await expect(get('/broken')).rejects.toThrow(/reset|INTERNAL/);
  });
});

describe('a stream by HTTP/2', () => {
  it('flows as it is written, and is broken off when its reader leaves', async () => {
    const stream = session.request({ ':path': '/events' });
    let heard = '';
    stream.setEncoding('utf8').on('data', (chunk) => {
      heard += chunk;
    });
    stream.on('error', () => {});
    await vi.waitFor(() => expect(heard).toBe('data: one\n\ndata: two\n\n'));
    expect(left).not.toContain('/events');
    stream.close(8);
    await vi.waitFor(() => expect(left).toContain('/events'), { timeout: 2_000 });
  });

  it('waits for a reader who reads slowly', async () => {
    const slow = await openHttp2(site.tlsPort, host, ca.root);
    const stream = slow.request({ ':path': '/flood' });
    stream.on('error', () => {});
    await new Promise((resolve) => stream.once('response', resolve));
    let before = -1;
    await vi.waitFor(
      () => {
        const isStill = before === written;
        before = written;
        expect(isStill).toBe(true);
      },
      { timeout: 5_000, interval: 200 },
    );
    expect(written).toBeLessThan(16 * 1024 * 1024);
    slow.destroy();
    await vi.waitFor(() => expect(left).toContain('/flood'), { timeout: 2_000 });
  });
});

describe('a flood by HTTP/2', () => {
  it('of resets ends the connection, and nobody else notices', async () => {
    const rude = await openHttp2(site.tlsPort, host, ca.root);
    const closed = new Promise((resolve) => rude.once('close', resolve));
    const flood = (async () => {
      for (let count = 0; count < 5_000 && !rude.closed && !rude.destroyed; count++) {
        const stream = rude.request({ ':path': '/slow' });
        stream.on('error', () => {});
        await setImmediate(); // else it is taken back before it was sent
        stream.close(8);
      }
    })();
    await Promise.race([closed, sleep(15_000)]);
    await flood;
    expect(rude.destroyed).toBe(true);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('the end of the process', () => {
  it('lets what runs end, and sends the client elsewhere', async () => {
    const leaving = await openSite({
      tls: true,
      handle: async (request, answer) => {
        await sleep(600);
        await echo(request, answer);
      },
    });
    const client = await openHttp2(leaving.tlsPort, host, ca.root);
    const told = new Promise((resolve) => client.once('goaway', resolve));
    const running = askHttp2(client, { ':path': '/' });
    await sleep(100);
    const stopped = leaving.stop();
    await told;
    expect((await running).status).toBe(200);
    await stopped;
    expect(client.closed || client.destroyed).toBe(true);
    await expect(openHttp2(leaving.tlsPort, host, ca.root)).rejects.toThrow(/ECONNREFUSED/);
  });
});
