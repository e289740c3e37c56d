import net from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TenantIdentity } from '@/access/scope';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';
import { openSite, request } from './open-site';

await freshDatabase();
const one: TenantIdentity = await makeTenant('One');
const two: TenantIdentity = await makeTenant('Two');
const site = await openSite();
const host = `${one.managedHost}:3000`;
const origin = `http://${host}`;

const get = (path: string, headers: Record<string, string | string[]> = {}) =>
  site.raw(request(`GET ${path}`, { Host: host, ...headers }));
const post = (path: string, headers: Record<string, string>, body = 'a=1') =>
  site.raw(
    request(
      `POST ${path}`,
      { Host: host, 'Content-Length': String(body.length), ...headers },
      body,
    ),
  );
const seen = (body: string) =>
  JSON.parse(body) as { url: string; headers: Record<string, string>; bytes: number };

describe('hosts', () => {
  it('answers 421 to a host that nobody has, in the language of the visitor', async () => {
    const answer = await site.raw(
      request('GET /', { Host: 'nobody.example', 'Accept-Language': 'fr-CH, en;q=0.5' }),
    );
    expect(answer.status).toBe(421);
    expect(answer.body).toContain('<html lang="fr">');
    expect(answer.body).not.toContain(one.name);
  });

  it.each([
    ['two Host headers', ['Host: HOST', 'Host: nobody.example']],
    ['the same Host twice', ['Host: HOST', 'hOsT: HOST']],
    ['no Host', []],
    [
      'Content-Length beside Transfer-Encoding',
      ['Host: HOST', 'Content-Length: 3', 'Transfer-Encoding: chunked'],
    ],
    ['two Content-Lengths', ['Host: HOST', 'Content-Length: 3', 'Content-Length: 4']],
    ['a folded header', ['Host: HOST', 'X-A: 1', ' folded: 2']],
    ['a space before the colon', ['Host : HOST']],
    ['a host that is none', ['Host: a b']],
  ])('answers 400 to %s', async (_name, lines) => {
    const text = `POST / HTTP/1.1\r\n${lines.join('\r\n').replaceAll('HOST', host)}\r\n\r\nabc`;
    const answer = await site.raw(text);
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('"url"');
  });

  it('takes a host in capitals, with a trailing dot, and no absolute path', async () => {
    const loud = await site.raw(
      request('GET /', { Host: `${one.managedHost.toUpperCase()}.:3000` }),
    );
    expect(seen(loud.body).headers['x-tenant-host']).toBe(one.managedHost);
    const absolute = await site.raw(request(`GET http://${two.managedHost}/`, { Host: host }));
    expect(absolute.status).toBe(400);
    const own = await site.raw(request(`GET http://${host}/tickets`, { Host: host }));
    expect(seen(own.body).url).toBe('/tickets');
  });

  it('needs a host from a client of HTTP/1.0 too', async () => {
    expect((await site.raw('GET / HTTP/1.0\r\n\r\n')).status).toBe(400);
  });

  it('drops an upgrade', async () => {
    const answer = await get('/', { Connection: 'Upgrade', Upgrade: 'websocket' });
    expect(answer.status).toBe(0);
  });

  it('ends a connection on which no HTTP comes amid an answer, and writes nothing into it', async () => {
    const slow = await openSite({
      handle: async (_request, answer) => {
        answer.setHeader('Content-Type', 'application/octet-stream');
        answer.write('the first half');
        await sleep(500);
        answer.end('the second');
      },
    });
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = net.connect(slow.port, '127.0.0.1', () =>
        socket.write(request('GET /', { Host: host })),
      );
      socket.once('data', () => socket.write('no HTTP at all\r\n\r\n'));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1.1 200 /);
    expect(said).toContain('the first half');
    expect(said).not.toMatch(/ 400 |the second/);
  });

  it('refuses a method that nothing here has', async () => {
    expect((await site.raw(request('TRACE /', { Host: host }))).status).toBe(405);
  });
});

describe('header hygiene', () => {
  it('drops what only we may write, and writes it', async () => {
    const forged = {
      'X-Forwarded-Host': two.managedHost,
      'X-Forwarded-For': '10.9.9.9',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'host=evil',
      'X-Real-IP': '10.9.9.9',
      'X-Tenant-Host': two.managedHost,
      'X-Tenant-Kind': 'provider',
      'X-Servicedesk-Hop': 'a-hop-secret',
      'X-Middleware-Subrequest': 'src/proxy:src/proxy',
      'X-Action-Forwarded': '1',
      'Next-Resume': '1',
      'Content-Security-Policy': "script-src 'nonce-mine'",
    };
    const { headers } = seen((await get('/', forged)).body);
    expect(headers).toMatchObject({
      host,
      'x-forwarded-host': host,
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '127.0.0.1',
      'x-tenant-host': one.managedHost,
      'x-tenant-kind': 'managed',
    });
    for (const gone of [
      'forwarded',
      'x-real-ip',
      'x-middleware-subrequest',
      'next-resume',
      'x-action-forwarded',
    ]) {
      expect(headers).not.toHaveProperty(gone);
    }
    expect(headers['content-security-policy']).not.toContain('mine');
  });

  it('believes a trusted proxy, and of its chain the last address that is not ours', async () => {
    const behind = await openSite({ trusted: ['127.0.0.1', '10.0.0.0/8'] });
    const answer = await behind.raw(
      request('GET /', {
        Host: 'inside:8080',
        'X-Forwarded-Host': one.managedHost,
        'X-Forwarded-Proto': 'https',
        'X-Forwarded-For': '6.6.6.6, 203.0.113.7, 10.1.2.3',
      }),
    );
    expect(seen(answer.body).headers).toMatchObject({
      'x-forwarded-host': one.managedHost,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.7',
    });
    expect(answer.headers['strict-transport-security']).toContain('max-age');
  });
});

describe('requests that change something', () => {
  const cookie = { Cookie: 'session=1' };

  it('pass with the origin of the visited host', async () => {
    expect((await post('/', { ...cookie, Origin: origin })).status).toBe(200);
    const dotted = `${one.managedHost}.:3000`;
    const answer = await post('/', { ...cookie, Host: dotted, Origin: `http://${dotted}` });
    expect([answer.status, seen(answer.body).headers.origin]).toEqual([200, origin]);
  });

  it.each([
    ['no origin', {}],
    ['the origin null', { Origin: 'null' }],
    ['another tenant as origin', { Origin: `http://${two.managedHost}:3000` }],
    ['another scheme', { Origin: `https://${host}` }],
    ['another port', { Origin: `http://${one.managedHost}:3001` }],
    [
      'another tenant as origin and forwarded host',
      { Origin: `http://${two.managedHost}:3000`, 'X-Forwarded-Host': `${two.managedHost}:3000` },
    ],
  ])('are refused with %s', async (_name, headers) => {
    for (const path of ['/', '/api/v1/tickets']) {
      const answer = await post(path, { ...cookie, ...headers });
      expect(answer.status).toBe(403);
      expect(answer.body).not.toContain('"url"');
    }
  });

  it('need an origin on a page even without a cookie, and none with a key for the API', async () => {
    expect((await post('/', { 'Next-Action': 'x' })).status).toBe(403);
    const key = { Authorization: 'Bearer k' };
    expect((await post('/api/v1/tickets', key)).status).toBe(200);
    expect((await post('/api/v1/tickets', { ...key, ...cookie })).status).toBe(403);
  });
});

describe('bodies', () => {
  const big = 1024 * 1024 + 1;

  it('are refused before they are read, where they say that they are too long', async () => {
    const answer = await post('/', { Origin: origin, 'Content-Length': String(big) }, '');
    expect(answer.status).toBe(413);
  });

  it('are refused while they arrive, where they say nothing', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = await site.raw(
      request(
        'POST /',
        { Host: host, Origin: origin, 'Transfer-Encoding': 'chunked' },
        chunk.repeat(20),
      ),
    );
    expect([answer.status, answer.headers.connection]).toEqual([413, 'close']);
    expect(answer.body).not.toContain('"bytes"');
  });

  it('that are refused half-read don’t hold up the next request of their connection', async () => {
    const refusing = await openSite({
      handle: async (incoming, answer) => {
        if (incoming.url === '/next') return answer.end('the next one');
        await Readable.toWeb(incoming).getReader().read(); // and leaves it there
        answer.statusCode = 415;
        return answer.end('refused');
      },
    });
    const body = 'x'.repeat(2 * 1024 * 1024);
    const head = { Host: host, Origin: origin };
    const both =
      request('POST /api/attachments', { ...head, 'Content-Length': String(body.length) }, body) +
      request('GET /next', { ...head, Connection: 'close' });
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = net.connect(refusing.port, '127.0.0.1', () => socket.write(both));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.setTimeout(5_000, () => socket.destroy());
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1.1 415 [\s\S]*refusedHTTP\/1.1 200 [\s\S]*the next one$/);
  });

  it('may be 26 MB where files are attached', async () => {
    const body = 'x'.repeat(2 * 1024 * 1024);
    const answer = await post('/api/attachments', { Origin: origin }, body);
    expect(seen(answer.body).bytes).toBe(body.length);
    const over = { Origin: origin, 'Content-Length': String(26 * 1024 * 1024 + 1) };
    expect((await post('/api/attachments', over, '')).status).toBe(413);
  });
});

describe('what every answer has', () => {
  it('tells browsers to keep, frame and guess nothing', async () => {
    const { headers } = await get('/');
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-reference']).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('lets scripts run by a nonce that no other answer has', async () => {
    const page = await openSite({
      handle: async (_request, answer) => {
        answer.setHeader('Content-Type', 'text/html; charset=utf-8');
        answer.setHeader('Cache-Control', 's-maxage=31536000');
        answer.end('<p>page</p>');
      },
    });
    const policies = [];
    for (let count = 0; count < 3; count++) {
      const { headers } = await page.raw(request('GET /', { Host: host }));
      expect(headers['cache-control']).toBe('private, no-store');
      policies.push(headers['content-security-policy']!);
    }
    expect(new Set(policies).size).toBe(3);
    expect(policies[0]).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('has the optimiser off', async () => {
    expect((await get('/_next/image?url=%2Fa.png&w=64&q=75')).status).toBe(404);
  });
});

describe('probes', () => {
  it('answer on any host', async () => {
    for (const path of ['/healthz', '/readyz']) {
      expect((await site.raw(request(`GET ${path}`, { Host: 'whatever' }))).status).toBe(200);
      expect((await site.raw(`GET ${path} HTTP/1.0\r\n\r\n`)).status).toBe(200);
    }
  });

  it('show metrics to the token alone', async () => {
    expect((await get('/metrics')).status).toBe(404);
  });
});
