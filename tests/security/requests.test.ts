import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request, sendRaw } from '~tests/rooms/server/open-site';
import { contactPassword, type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';
import { stateOf, webVisitor } from '~tests/setup/web-visitor';
import { actionId } from './doors-of-build';

/** Threats 1, 5, 6, 8 and 31 on the whole server; its listener alone is tested in rooms. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
}, 180_000);
afterAll(() => server?.stop());

const hostOf = (tenant: ServedTenant) => new URL(tenant.origin).host;
const raw = (text: string) => sendRaw(server.port, text);

it('has no image optimiser', async () => {
  for (const path of ['/_next/image?url=%2Ficon.svg&w=64&q=75', '/_next/image/', '/_next/image']) {
    const answer = await visit(a.origin, path);
    expect(answer.status).not.toBe(200);
    expect(answer.headers['content-type'] ?? '').not.toMatch(/^image/);
    if (path !== '/_next/image/') expect(answer.status).toBe(404);
  }
});

describe('forwarded headers', () => {
  const replyTo = () =>
    actionId('portal/(signed-in)/tickets/[number]/actions.ts closeTicketAction');

  it('of nobody’s proxy change nothing: another tenant’s origin stays another’s', async () => {
    const forged = {
      origin: b.origin,
      'x-forwarded-host': hostOf(b),
      forwarded: `host=${hostOf(b)}`,
    };
    const answer = await a.contact.send('/tickets', {
      method: 'POST',
      headers: { ...forged, 'next-action': replyTo() },
      body: 'x',
    });
    expect(answer.status).toBe(403);
    const page = await a.contact.get('/tickets', { 'x-forwarded-host': hostOf(b) });
    expect(page.text).toContain('Alphorn IT');
    expect(page.text).not.toContain('Bazouki');
  });

  it.each([
    { 'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
    { 'x-middleware-rewrite': '/portal/tickets' },
    { 'x-tenant-host': 'bazouki.servicedesk.localhost' },
    { 'x-tenant-kind': 'inside' },
    { 'x-tenant-kind': 'provider' },
    { 'x-action-forwarded': '1' },
    { 'next-resume': '1' },
    { 'x-matched-path': '/portal/tickets' },
    { 'x-invoke-path': '/portal/tickets' },
    { 'x-nextjs-data': '1' },
    { 'x-now-route-matches': '1=tickets' },
  ] as Record<string, string>[])('%o opens nothing', async (headers) => {
    const signedOut = await visit(a.origin, '/tickets', { headers });
    expect(signedOut.status).toBe(307);
    expect(signedOut.headers.location).toBe('/sign-in?next=%2Ftickets');
    const foreign = { ...headers, cookie: b.contact.cookie() };
    expect((await visit(a.origin, '/tickets', { headers: foreign })).status).toBe(307);
    const inside = await visit(a.origin, '/portal/tickets', { headers });
    expect([404, 307]).toContain(inside.status);
  });
});

describe('a request that changes something', () => {
  it.each([{}, { origin: 'null' }, { origin: 'https://evil.test' }] as Record<string, string>[])(
    'with the cookie and %o is refused, on pages and routes',
    async (headers) => {
      const cookie = `${a.contact.cookie()}; ${a.admin.cookie()}`;
      const close = actionId('portal/(signed-in)/tickets/[number]/actions.ts closeTicketAction');
      for (const path of ['/tickets/1', '/api/attachments?fileName=a.txt', '/api/v1/companies']) {
        const answer = await visit(a.origin, path, {
          method: 'POST',
          headers: { ...headers, cookie, 'next-action': close },
          body: Buffer.from('{}'),
        });
        expect({ path, status: answer.status }).toEqual({ path, status: 403 });
      }
      expect((await a.api('GET', '/tickets/1')).json.status).toBe('open');
    },
  );
});

describe('odd requests', () => {
  it.each([
    ['an unknown host', 'GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n', 421],
    [
      'a host below a tenant’s',
      'GET / HTTP/1.1\r\nHost: x.alphorn.servicedesk.localhost\r\n\r\n',
      421,
    ],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.test\r\n\r\n', 400],
    [
      'two lengths of a body',
      'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['an address as target', 'GET http://evil.test/ HTTP/1.1\r\nHost: HOST\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a bare line feed in a header', 'GET / HTTP/1.1\r\nHost: HOST\r\nX: a\nY: b\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    const answer = await raw(text.replaceAll('HOST', hostOf(a)));
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('Alphorn');
  });

  it('an upgrade is dropped', async () => {
    const headers = { Host: hostOf(a), Connection: 'Upgrade', Upgrade: 'websocket' };
    expect((await raw(request('GET /', headers))).status).toBe(0);
  });

  it.each([
    ['/%', 404],
    ['/%zz', 404],
    ['/100%-off?q=100%', 404],
    ['/knowledge-base/%E0%A4%A', 404],
    ['/api/v1/tickets/%', 401],
    ['/tickets/%', 307],
    ['/console/%', 307],
  ])('a percent sign that encodes nothing is no fault of ours: %s', async (path, status) => {
    const answer = await raw(request(`GET ${path}`, { Host: hostOf(a) }));
    expect(answer.status).toBe(status);
  });

  it('a second request hidden in the first one’s body is never answered', async () => {
    const hidden = `GET /readyz HTTP/1.1\r\nHost: ${hostOf(a)}\r\n\r\n`;
    const text = request(
      'POST /sign-in',
      { Host: hostOf(a), Origin: a.origin, 'Content-Length': String(hidden.length) },
      hidden,
    );
    expect((await raw(text)).body).not.toContain('ready\n');
  });
});

describe('where a sign-in leads on to', () => {
  const signIn = () => actionId('portal/(signed-out)/sign-in/actions.ts signInAction');

  it.each([
    ['//evil.test', '/'],
    ['/\\evil.test', '/'],
    ['https://evil.test/', '/'],
    ['/\t/evil.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/.//evil.test', '/'],
    ['/x/..//evil.test', '/'],
    ['/%2e//evil.test', '/'],
    ['/tickets/../..//evil.test/', '/'],
    ['/tickets?status=open', '/tickets?status=open'],
  ])('next=%s', async (next, expected) => {
    const already = await a.contact.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(already.status).toBe(307);
    const leadsTo = new URL(String(already.headers.location), a.origin);
    expect(leadsTo.origin).toBe(a.origin);
    expect(already.headers.location).toBe(expected);

    const visitor = webVisitor(a.origin);
    const form = { login: a.username, password: contactPassword, next };
    const state = stateOf(await visitor.act('/sign-in', signIn(), form)) as {
      value: { next: string };
    };
    expect(new URL(state.value.next, a.origin).origin).toBe(a.origin);
    expect(state.value.next).toBe(expected);
  });
});
