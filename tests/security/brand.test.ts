import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';
import { type WebVisitor, webVisitor } from '~tests/setup/web-visitor';

/** Threats 2, 12 and 20 for the pictures of a brand, which anybody may see on its own hosts. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;
let png: Buffer;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
  const plain = { width: 300, height: 60, channels: 3, background: '#2563eb' } as const;
  png = await sharp({ create: plain }).png().toBuffer();
}, 180_000);
afterAll(() => server?.stop());

async function upload(visitor: WebVisitor, kind: string, body: Buffer | string) {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await visitor.send(`/api/brand?kind=${kind}`, { method: 'POST', headers, body });
  return { status: answer.status, json: JSON.parse(answer.text) };
}

it('a logo is for anybody on its tenant’s host, kept by browsers, and nothing in it runs', async () => {
  const { status, json } = await upload(a.admin, 'logo', png);
  expect(status).toBe(201);
  const path = `/api/brand/${json.id}`;
  const shown = await visit(a.origin, path);
  expect(shown.status).toBe(200);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect((await webVisitor(a.origin).get('/sign-in')).text).toContain(path);
  expect((await a.contact.get('/')).text).toContain(path);
  const unknown = '/api/brand/01a2078b-f7e4-7e4f-a5ec-cf9f45cc2cd0';
  for (const foreign of [await visit(b.origin, path), await b.admin.get(path)]) {
    expect(foreign.status).toBe(404);
    expect(foreign.headers['cache-control']).toBe('private, no-store');
  }
  const reference = /"reference":"[^"]*"/;
  const stranger = webVisitor(b.origin);
  const [theirs, nobodys] = [await stranger.get(path), await stranger.get(unknown)];
  expect(theirs.text.replace(reference, '')).toBe(nobodys.text.replace(reference, ''));
});

it('is refused from whoever is no admin, and for what is no picture', async () => {
  expect((await upload(a.contact, 'logo', png)).status).toBe(401);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const refused = await upload(a.admin, 'logo', svg);
  expect(refused).toMatchObject({ status: 415, json: { code: 'brand.forbiddenType' } });
  expect(refused.json.detail).toContain('PNG');
  expect((await upload(a.admin, 'banner', png)).status).toBe(404);
  const heavy = Buffer.concat([png, Buffer.alloc(1024 * 1024 + 1)]);
  const answer = await a.admin.send('/api/brand?kind=logo', { method: 'POST', body: heavy });
  expect(answer.status).toBe(413);
});
