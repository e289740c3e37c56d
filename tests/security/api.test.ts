import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '@/app/api/v1/_door/operation';
import { allOperations } from '@/app/api/v1/_operations/all-operations';
import { apiClient } from '~tests/setup/api-client';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';
import { nobody } from './action-fields';
import { bare, bodyOf, fileForm, name } from './api-calls';
import { builtRoutes } from './doors-of-build';
import { stateOfTenant } from './state-of-tenant';

/** Threats 2, 3 and 4 over every route below /api, on the wire. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;
let fileOfB: string;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki', { tickets: 3, lastNumber: 4710 });
  const headers = { 'content-type': 'application/octet-stream' };
  const path = '/api/attachments?fileName=secret.txt';
  const sent = await b.contact.send(path, { method: 'POST', headers, body: 'of bazouki alone' });
  fileOfB = (JSON.parse(sent.text) as { id: string }).id;
}, 180_000);
afterAll(() => server?.stop());

const operations = allOperations.map((one) => ({ title: name(one), one }));

function filled({ path }: Operation, whose: 'b' | 'nobody'): string {
  const known: Record<string, string> = {
    announcements: b.ids.announcement,
    articles: b.ids.article,
    categories: b.ids.articleCategory,
    imports: b.ids.articleImport,
    companies: b.ids.company,
    replies: b.ids.cannedReply,
    views: b.ids.view,
    contacts: b.ids.contact,
    technicians: b.ids.technician,
    webhooks: b.ids.webhook,
    providers: b.ids.provider,
    attachments: fileOfB,
    mailboxes: b.ids.mailbox,
    mails: b.ids.inboundMail,
  };
  return path
    .replace('{number}', whose === 'nobody' ? '9898' : String(b.numbers.at(-1)))
    .replace('{section}', 'ticketing')
    .replace('{language}', 'de')
    .replace('{mail}', 'ticketReply')
    .replace('{deliveryId}', randomUUID())
    .replace('{feedbackId}', randomUUID())
    .replace('{host}', whose === 'nobody' ? nobody.host : b.host)
    .replace(/(\w+)\/\{id\}/, (_, noun: string) => {
      const id = whose === 'nobody' ? randomUUID() : known[noun];
      if (!id) throw new Error(`this suite has no id for ${path}`);
      return `${noun}/${id}`;
    });
}

it('covers every route that the build has', () => {
  const others = [
    '/api/[[...missing]]',
    '/api/article-images',
    '/api/article-images/[id]',
    '/api/article-imports', // article-imports.test.ts
    '/api/attachments',
    '/api/attachments/[id]',
    '/api/brand', // brand.test.ts
    '/api/brand/[id]',
    '/api/events',
    '/api/imports/[kind]', // imports.test.ts
    '/api/passkey-challenge', // passkeys.test.ts
    '/api/presence',
    '/api/preview',
    '/api/sign-in/[provider]', // providers.test.ts
    '/api/sign-in/[provider]/back',
    '/api/sign-out',
    '/api/stop-mails/[token]',
    '/api/v1',
    '/api/v1/openapi.json',
  ];
  const known = allOperations.map(
    ({ path }) => `/api/v1${path.replaceAll('{', '[').replaceAll('}', ']')}`,
  );
  const built = builtRoutes().filter(({ face }) => face === 'api');
  expect(
    built
      .map(({ address }) => address)
      .filter((one) => !others.includes(one))
      .sort(),
  ).toEqual([...new Set(known)].sort());
});

describe('without a right to', () => {
  it.each(operations)('$title is refused, whoever asks', async ({ one }) => {
    const path = filled(one, 'b');
    const body = bodyOf(one);
    const asked: [string | undefined, string | undefined][] = [
      [undefined, undefined],
      ['sd_0000000000000000000000000000000000000000000', undefined],
      [a.key, undefined],
      [undefined, `${b.admin.cookie()}; ${b.contact.cookie()}`],
      [undefined, `${a.admin.cookie()}; ${a.contact.cookie()}`],
    ];
    const before = await stateOfTenant(server.databaseUrl, b.id);
    for (const [key, cookie] of asked) {
      const headers: Record<string, string> = cookie ? { cookie, origin: b.origin } : {};
      const answer = await apiClient(b.origin, key)(one.method, path, { body, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      expect(answer.headers['cache-control']).toContain('no-store');
      expect(answer.text).not.toMatch(/Conny|Printer/);
    }
    expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
  });
});

describe('with A’s key and B’s ids', () => {
  it.each(operations.filter(({ one }) => /\{(id|number|host)\}/.test(one.path)))(
    '$title: not found, like an unknown one, to the byte',
    async ({ one }) => {
      const before = await stateOfTenant(server.databaseUrl, b.id);
      const options = one.receive ? fileForm() : { body: bodyOf(one) };
      const foreign = await a.api(one.method, filled(one, 'b'), options);
      const unknown = await a.api(one.method, filled(one, 'nobody'), options);
      expect(foreign.status).toBe(404);
      expect(bare(foreign)).toEqual(bare(unknown));
      expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
    },
  );

  it('lists hold nothing of B, whatever they are filtered by', async () => {
    const { contact, company, technician } = b.ids;
    for (const path of [
      '/companies?limit=100',
      '/contacts?limit=100',
      `/contacts?companyId=${company}`,
      '/technicians?limit=100',
      '/tickets?limit=100',
      `/tickets?companyId=${company}`,
      `/tickets?requesterId=${contact}`,
      `/tickets?assigneeId=${technician}`,
      '/tickets?q=bazouki',
    ]) {
      const answer = await a.api('GET', path);
      expect([200, 422]).toContain(answer.status);
      expect(answer.text).not.toMatch(/bazouki/i);
    }
  });

  it('bodies can’t point to B', async () => {
    const { contact, company, technician } = b.ids;
    const own = { title: 'x', description: 'x', requesterId: a.ids.contact };
    for (const [path, body] of [
      ['/tickets', { ...own, requesterId: contact }],
      ['/tickets', { ...own, assigneeId: technician }],
      ['/tickets', { ...own, ccs: [contact] }],
      ['/contacts', { companyId: company, name: 'x' }],
    ] as const) {
      const answer = await a.api('POST', path, { body });
      expect({ path, status: answer.status }).toEqual({ path, status: 422 });
      expect(answer.text).not.toMatch(/Conny|Bazouki/);
    }
  });
});

describe('the routes of our own pages', () => {
  it.each(['/api/events', '/api/events?face=console'])(
    '%s needs a session of here',
    async (path) => {
      for (const cookie of ['', a.contact.cookie(), a.admin.cookie()]) {
        const answer = await visit(b.origin, path, { headers: cookie ? { cookie } : {} });
        expect(answer.status).toBe(401);
      }
      const wrongSide = path.includes('console') ? b.contact.cookie() : b.admin.cookie();
      expect((await visit(b.origin, path, { headers: { cookie: wrongSide } })).status).toBe(401);
    },
  );

  it('an upload needs a session of here', async () => {
    for (const cookie of ['', a.contact.cookie()]) {
      const answer = await visit(b.origin, '/api/attachments?fileName=a.txt', {
        method: 'POST',
        headers: { origin: b.origin, ...(cookie ? { cookie } : {}) },
        body: Buffer.from('text'),
      });
      expect(answer.status).toBe(401);
    }
  });

  it('who is on a ticket is for technicians of here, and on tickets of here', async () => {
    const page = randomUUID();
    const ask = async (cookie: string, number: number, origin = b.origin) => {
      const body = Buffer.from(JSON.stringify({ number, page, doing: 'looking' }));
      const headers = { origin, ...(cookie ? { cookie } : {}) };
      return visit(origin, '/api/presence', { method: 'POST', headers, body });
    };
    const number = b.numbers.at(-1)!;
    for (const cookie of ['', b.contact.cookie(), a.admin.cookie()]) {
      expect((await ask(cookie, number)).status).toBe(401);
    }
    const own = await ask(b.admin.cookie(), number);
    expect([own.status, own.body.toString()]).toEqual([200, '[]']);
    const foreign = await ask(a.admin.cookie(), number, a.origin);
    const unknown = await ask(a.admin.cookie(), 9898, a.origin);
    expect(foreign.status).toBe(404);
    const bare = (text: string) => text.replace(/"reference":"[^"]*"/, '');
    expect(bare(foreign.body.toString())).toBe(bare(unknown.body.toString()));
    const crossSite = await visit(b.origin, '/api/presence', {
      method: 'POST',
      headers: { origin: a.origin, cookie: b.admin.cookie() },
      body: Buffer.from('{}'),
    });
    expect(crossSite.status).toBe(403);
  });

  it('a sign-out ends no session of another tenant, nor one that another site wants ended', async () => {
    for (const side of ['portal', 'console']) {
      const path = `/api/sign-out?face=${side}`;
      const cookie = `${b.contact.cookie()}; ${b.admin.cookie()}`;
      const elsewhere = { cookie, origin: a.origin };
      const atA = await visit(a.origin, path, { method: 'POST', headers: elsewhere });
      expect(atA.status).toBe(303);
      const crossSite = await visit(b.origin, path, { method: 'POST', headers: elsewhere });
      expect(crossSite.status).toBe(403);
      expect((await visit(b.origin, path, { headers: { cookie } })).status).toBe(405);
    }
    expect((await b.contact.get('/tickets')).status).toBe(200);
    expect((await b.admin.get('/console/tickets')).status).toBe(200);
  });

  it('lead nowhere on the installation’s own host', async () => {
    const origin = `http://servicedesk.localhost:${server.port}`;
    const cookie = `${b.admin.cookie()}; ${b.contact.cookie()}`;
    for (const path of ['/api/events', `/api/attachments/${fileOfB}`, '/api/v1/tickets']) {
      const headers = { cookie, authorization: `Bearer ${b.key}` };
      expect((await visit(origin, path, { headers })).status).toBe(404);
    }
  });
});
