import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { answerWith } from '@/platform/request-context';
import { drawInside } from '@/server/public/draw-inside';
import { keptPages } from '@/server/public/kept-pages';
import type { PublicPage } from '@/server/public/public-page';
import { publicPages } from '@/server/public/public-pages';
import { publicStamps } from '@/tenants/public-stamp';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';
import { openSite, request } from './open-site';

await freshDatabase();
const [one, two] = [await makeTenant('One'), await makeTenant('Two')];

/** What Next was asked, by its headers; each answer has another number. */
const asked: IncomingMessage['headers'][] = [];
const handle = async (request: IncomingMessage, answer: ServerResponse) => {
  asked.push({ ...request.headers });
  if (request.url?.endsWith('/missing')) answerWith(404);
  if (request.url?.endsWith('/cookie')) answer.setHeader('Set-Cookie', 'a=1');
  answer.setHeader('Content-Type', 'text/html; charset=utf-8');
  const policy = String(request.headers['content-security-policy']);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]; // as Next reads it
  answer.end(
    `<html><link nonce="${nonce}"/><script nonce="${nonce}" id="a">n=${asked.length};"${nonce}"</script>` +
      `<script>injected()</script>${'x'.repeat(2_000)}</html>`,
  );
};
const open = () =>
  openSite({ handle, publicPages: publicPages({ draw: drawInside(handle), hopSecret: 'a' }) });
const [site, otherProcess] = [await open(), await open()];

const get = (
  path: string,
  headers: Record<string, string> = {},
  { on = site, tenant = one } = {},
) => on.raw(request(`GET ${path}`, { Host: `${tenant.managedHost}:3000`, ...headers }));
const numberIn = ({ body }: { body: string }) => Number(/n=(\d+)/.exec(body)?.[1]);

/** As any verb does that publishes, withdraws or restricts. */
const change = (tenantId: string) =>
  inTenant(tenantId, (tx) =>
    tx.execute(sql`insert into settings (tenant_id, key, value) values (${tenantId}, 'x', '{}')
      on conflict (tenant_id, key) do update set updated_at = now()`),
  );

beforeEach(async () => {
  asked.length = 0;
  await change(one.id);
  await change(two.id);
});

describe('pages that are alike for everybody', () => {
  it('are drawn once, for who reads the same language in the same theme', async () => {
    const first = await get('/knowledge-base/mail');
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    });
    expect(first.headers.vary).toBe('Accept-Language, Cookie, Accept-Encoding');
    const again = await get('/knowledge-base/mail', { 'User-Agent': 'another', Cookie: '_ga=1' });
    expect([numberIn(again), asked.length]).toEqual([numberIn(first), 1]);
    const others: Record<string, string>[] = [
      { 'Accept-Language': 'de-CH' },
      { Cookie: 'theme=dark' },
      { Cookie: 'language=fr' },
    ];
    for (const headers of others) await get('/knowledge-base/mail', headers);
    await get('/knowledge-base/other');
    await get('/knowledge-base/mail', {}, { tenant: two });
    expect(asked.length).toBe(6);
    const german = { 'Accept-Language': 'de' };
    expect(numberIn(await get('/knowledge-base/mail', german))).toBe(2);
  });

  it('are drawn on nobody’s behalf', async () => {
    const policy = { 'Content-Security-Policy': "script-src 'nonce-mine'" };
    const own = { Cookie: '_ga=1; theme=dark', Referer: 'a', 'X-Own': 'b', ...policy };
    await get('/knowledge-base', own);
    expect(asked[0]).toMatchObject({ 'x-tenant-host': one.managedHost, 'x-forwarded-for': '' });
    expect(asked[0]?.cookie).toBe('theme=dark');
    expect(asked[0]?.['content-security-policy']).not.toContain('mine');
    for (const name of ['referer', 'x-own', 'accept-encoding']) {
      expect(asked[0]?.[name], name).toBeUndefined();
    }
  });

  it.each([
    ['a cookie of a contact', '/knowledge-base', { Cookie: 'servicedesk-contact=x' }],
    ['a cookie of a technician', '/knowledge-base', { Cookie: '__Host-servicedesk-technician=x' }],
    ['a preview', '/knowledge-base', { Cookie: 'theme=dark; servicedesk-preview=x' }],
    ['announcements put away', '/knowledge-base', { Cookie: 'dismissed=x' }],
    ['a search', '/knowledge-base?q=mail', {}],
    ['an unknown query', '/knowledge-base/mail?x=1', {}],
    ['a part of a page', '/knowledge-base/mail', { RSC: '1' }],
    ['an action', '/knowledge-base/mail', { 'Next-Action': 'x' }],
    ['another page', '/tickets', {}],
    ['a key', '/knowledge-base', { Authorization: 'Bearer x' }],
  ])('are not for %s', async (_name, path, headers) => {
    for (let time = 0; time < 2; time++) {
      const answer = await get(path, headers as Record<string, string>);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(answer.headers.etag).toBeUndefined();
    }
    expect(asked.length).toBe(2);
  });

  it('are gone at the next request after a change, in every process', async () => {
    const before = await get('/knowledge-base/mail');
    const there = await get('/knowledge-base/mail', {}, { on: otherProcess });
    await change(two.id);
    expect(numberIn(await get('/knowledge-base/mail'))).toBe(numberIn(before));
    await change(one.id);
    expect(numberIn(await get('/knowledge-base/mail'))).toBeGreaterThan(numberIn(there));
    const next = await get('/knowledge-base/mail', {}, { on: otherProcess });
    expect(numberIn(next)).toBeGreaterThan(numberIn(there));
  });

  it('who waits for one that is being drawn gets that one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => get('/knowledge-base/all')));
    expect(new Set(answers.map(numberIn)).size).toBe(1);
  });

  it.each(['missing', 'cookie'])(
    'who waits for one that is not for all (%s) gets their own',
    async (path) => {
      const asking = Array.from({ length: 4 }, () => get(`/knowledge-base/${path}`));
      expect(new Set((await Promise.all(asking)).map(numberIn)).size).toBe(4);
    },
  );

  it('answer 304 to who has it, in whatever encoding, and nothing to HEAD', async () => {
    const { headers } = await get('/knowledge-base/mail');
    const tag = headers.etag!;
    const has = await get('/knowledge-base/mail', {
      'If-None-Match': `"other", W/${tag}`,
      'Accept-Encoding': 'gzip',
      Connection: 'close',
    });
    expect([has.status, has.body]).toEqual([304, '']);
    expect(has.headers['content-security-policy']).toBe(headers['content-security-policy']);
    const changed = await get('/knowledge-base/mail', { 'If-None-Match': '"other"' });
    expect(changed.status).toBe(200);
    const host = `${one.managedHost}:3000`;
    const head = await site.raw(
      request('HEAD /knowledge-base/mail', { Host: host, Connection: 'close' }),
    );
    expect([head.status, head.body, head.headers.etag]).toEqual([200, '', tag]);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(2_000);
    const packed = await get('/knowledge-base/mail', { 'Accept-Encoding': 'gzip' });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      etag: `${tag.slice(0, -1)}-gzip"`,
    });
  });

  it('run the scripts that Next wrote and the build’s own: no other, and no nonce for all', async () => {
    const page = await get('/knowledge-base/mail');
    const script = /<script id="a">(.*?)<\/script>/.exec(page.body)![1]!;
    expect(script).toMatch(/^n=\d+;""$/);
    expect(page.body).toContain('<link/>');
    expect(page.body).toContain('<script>injected()</script>');
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = page.headers['content-security-policy']!;
    expect(policy).toContain(
      `script-src http://${one.managedHost}:3000/_next/static/ 'sha256-${hash}';`,
    );
    expect(policy).not.toMatch(/nonce|strict-dynamic|unsafe-eval/);
  });

  it('keep neither what is missing nor what leaves a cookie', async () => {
    for (const [path, status] of [
      ['/knowledge-base/missing', 404],
      ['/knowledge-base/cookie', 200],
    ] as const) {
      const [first, second] = [await get(path), await get(path)];
      expect([first.status, second.status]).toEqual([status, status]);
      expect(first.headers['cache-control']).toBe('private, no-store');
      expect(numberIn(second)).not.toBe(numberIn(first));
    }
  });

  it('are not answered while nobody can say whether they still hold', async () => {
    let isAway = false;
    const stamps = (ids: string[]) =>
      isAway ? Promise.reject(new Error('away')) : publicStamps(ids);
    const pages = publicPages({ draw: drawInside(handle), hopSecret: 'a', stamps });
    const lonely = await openSite({ handle, publicPages: pages });
    expect((await get('/knowledge-base', {}, { on: lonely })).status).toBe(200);
    isAway = true;
    expect((await get('/knowledge-base', {}, { on: lonely })).status).toBe(500);
  });
});

describe('the memory for them', () => {
  const page = (bytes: number): PublicPage => ({
    status: 200,
    headers: {},
    body: Buffer.alloc(bytes),
    encoded: new Map([['gzip', Buffer.alloc(bytes)]]),
    tag: 't',
    policy: undefined,
  });

  it('holds so many bytes, and lets go what was asked for least lately', () => {
    const kept = keptPages(100_000);
    for (const key of ['a', 'b', 'c']) kept.keep(key, '1', page(10_000));
    kept.find('a', '1');
    for (const key of ['d', 'e']) kept.keep(key, '1', page(10_000));
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => kept.find(key, '1'))).toEqual([
      'a',
      'c',
      'd',
      'e',
    ]);
    expect(kept.figures().bytes).toBeLessThanOrEqual(100_000);
    kept.keep('huge', '1', page(90_000));
    expect(kept.find('huge', '1')).toBeUndefined();
    expect(kept.figures().pages).toBe(4);
  });

  it('forgets what is of another stamp or a minute old', () => {
    let now = 0;
    const kept = keptPages(100_000, () => now);
    kept.keep('a', '1', page(10));
    kept.keep('b', '1', page(10));
    expect(kept.find('a', '2')).toBeUndefined();
    now = 60_001;
    expect(kept.find('b', '1')).toBeUndefined();
    expect(kept.figures()).toEqual({ pages: 0, bytes: 0 });
  });
});
