import { zstdDecompressSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { atTheDoor } from '@/access/in-transaction';
import { closeDatabase, openDatabase } from '@/platform/db';
import { answerWith, currentRequest } from '@/platform/request-context';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';
import { openSite, request } from './open-site';
import { openRelay } from './relay';

const urls = await freshDatabase();
const tenant = await makeTenant();
const Host = tenant.managedHost;
const relay = await openRelay(urls.runtime);
await closeDatabase();
openDatabase(relay.url, 3);
afterAll(() => relay.close());

const html = `<p>${'a ticket '.repeat(400)}</p>`;

/** As Next does: the page asks for its status and data while it renders, then streams. */
const site = await openSite({
  handle: async ({ url, headers }, answer) => {
    if (url === '/limited') answerWith(429, { 'Retry-After': '60' });
    if (url?.includes('asks')) await atTheDoor((tx) => tx.execute(sql`select 1`)).catch(() => {});
    answer.statusCode = url === '/moved' ? 303 : 200;
    if (url === '/moved') answerWith(422);
    const isFlight = headers.rsc !== undefined || headers['next-action'] !== undefined;
    answer.setHeader('Content-Type', isFlight ? 'text/x-component' : 'text/html');
    if (url === '/whole') return answer.end(html);
    answer.write(`${currentRequest()?.reference} `);
    answer.write(html);
    answer.end();
  },
});
const get = (path: string, headers: Record<string, string> = {}) =>
  site.raw(request(`GET ${path}`, { Host, ...headers }));
const post = (path: string, headers: Record<string, string> = {}) =>
  site.raw(
    request(`POST ${path}`, { Host, Origin: `http://${Host}`, 'Content-Length': '0', ...headers }),
  );

describe('the wishes of a verb', () => {
  it('become the status and headers of a page and of an action', async () => {
    for (const answer of [await get('/limited'), await post('/limited', { 'Next-Action': 'x' })]) {
      expect(answer.status).toBe(429);
      expect(answer.headers['retry-after']).toBe('60');
      expect(answer.body).toContain('a ticket');
    }
  });

  it('leave a redirect alone', async () => {
    expect((await get('/moved')).status).toBe(303);
  });

  it('carry the reference that the visitor sees', async () => {
    const answer = await get('/');
    expect(answer.body).toContain(answer.headers['x-reference']);
  });
});

describe('while Postgres is away', () => {
  it('pages answer 503 by a page that tries again, actions keep their body, and all is well after', async () => {
    expect((await get('/asks')).status).toBe(200);
    relay.cut();
    const page = await get('/asks', { 'Accept-Language': 'de' });
    expect(page).toMatchObject({ status: 503, headers: { 'retry-after': '5', refresh: '5' } });
    expect(page.headers['cache-control']).toBe('private, no-store');
    expect(page.body).toContain('<html lang="de">');
    expect(page.body).not.toContain('a ticket');

    const form = await post('/asks');
    expect(form).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(form.headers).not.toHaveProperty('refresh');

    const action = await post('/asks', { 'Next-Action': 'x' });
    expect(action).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(action.body).toContain('a ticket');

    const api = await get('/api/v1/asks');
    expect(api).toMatchObject({
      status: 503,
      headers: { 'content-type': 'application/problem+json' },
    });
    expect(JSON.parse(api.body)).toMatchObject({
      status: 503,
      reference: api.headers['x-reference'],
    });

    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/', {})).status).toBe(200); // asks nothing: the host is known from before

    relay.mend();
    expect((await get('/asks')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('a host that was never asked about answers 503, not 421', async () => {
    relay.cut();
    const answer = await site.raw(request('GET /', { Host: 'new.example' }));
    expect(answer.status).toBe(503);
    relay.mend();
    expect((await site.raw(request('GET /', { Host: 'new.example' }))).status).toBe(421);
  });
});

describe('compression', () => {
  it('is what the visitor takes, and none where they refuse', async () => {
    const headers = { Host, 'accept-encoding': 'gzip, zstd' };
    const answer = await fetch(`http://127.0.0.1:${site.port}/healthz`); // warms nothing: plain
    expect(answer.headers.get('content-encoding')).toBeNull();
    const small = await get('/', { 'Accept-Encoding': 'zstd;q=0, br' });
    expect(small.headers).not.toHaveProperty('content-encoding');
    expect(small.body).toContain(html);
    const text = await readEncoded(site.port, headers);
    expect(text.encoding).toBe('zstd');
    expect(text.body).toContain(html);
    expect(text.bytes).toBeLessThan(html.length / 5);
  });

  it('of an answer that was given as a whole ends where its head says', async () => {
    const headers = { Host, 'accept-encoding': 'zstd' };
    const text = await readEncoded(site.port, headers, '/whole');
    expect(text).toMatchObject({ encoding: 'zstd', body: html });
  });
});

async function readEncoded(port: number, headers: Record<string, string>, path = '/') {
  const http = await import('node:http');
  return new Promise<{ encoding: string; body: string; bytes: number }>((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path, headers }, async (message) => {
        const chunks: Buffer[] = [];
        for await (const chunk of message) chunks.push(chunk as Buffer);
        const all = Buffer.concat(chunks);
        resolve({
          encoding: String(message.headers['content-encoding']),
          body: zstdDecompressSync(all).toString(),
          bytes: all.length,
        });
      })
      .on('error', reject);
  });
}
