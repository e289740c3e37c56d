import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { type Visit, webVisitor } from '~tests/setup/web-visitor';
import { type BuiltRoute, builtProxyMatchers, builtRoutes } from './doors-of-build';
import { sameBytes } from './same-bytes';

/** Threats 2, 3 and 12 over every page of the build. */
const pages = builtRoutes().filter(
  ({ kind, face, file }) =>
    (kind === 'page' || file.includes('/template/')) && (face === 'portal' || face === 'console'),
);

/** What people without a session may open; everything else sends them to the sign-in. */
const open: Record<string, number> = {
  '/sign-in': 200,
  '/sign-in/link': 200,
  '/sign-in-link': 404, // without a token
  '/forgot-password': 200,
  '/password-link': 404, // without a token
  '/knowledge-base/[slug]': 404, // an article for contacts
  '/rate': 404, // without a token
  '/stop-mails': 404, // without a token
  '/console/sign-in': 200,
  '/console/forgot': 200,
  '/console/password-link': 200, // says that the address is incomplete
  '/[...missing]': 404,
};

let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;
let mails: Record<'a' | 'b', string>;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki', { tickets: 3, lastNumber: 4710 });
  mails = { a: await mailOf('alphorn'), b: await mailOf('bazouki') };
}, 180_000);
afterAll(() => server?.stop());

async function mailOf(slug: string): Promise<string> {
  const [mail] = await onDatabase<{ id: string }>(
    server.databaseUrl,
    `SELECT m.id FROM outbox_messages m JOIN tenants t ON t.id = m.tenant_id
     WHERE t.slug = $1 LIMIT 1`,
    [slug],
  );
  return mail?.id ?? '';
}

const wire = (origin: string, cookie = '') => webVisitor(origin, { cookie });

/** The address with values for what stands in brackets. */
function filled({ address }: BuiltRoute, whose: 'a' | 'b' | 'nobody'): string {
  const tenant = whose === 'a' ? a : b;
  const ids: Record<string, string | undefined> = {
    companies: tenant.ids.company,
    contacts: tenant.ids.contact,
    technicians: tenant.ids.technician,
    webhooks: tenant.ids.webhook,
    providers: tenant.ids.provider,
    'canned-replies': tenant.ids.cannedReply,
    'knowledge-base': tenant.ids.article,
    mail: tenant.ids.inboundMail,
    mailboxes: tenant.ids.mailbox,
    outbox: mails[whose === 'a' ? 'a' : 'b'],
  };
  return address
    .replace('[...missing]', 'no/such/page')
    .replace(/([\w-]+)\/\[id\]/, (_, noun: string) => {
      const id = whose === 'nobody' ? randomUUID() : ids[noun];
      if (!id) throw new Error(`this suite has no id for ${address}`);
      return `${noun}/${id}`;
    })
    .replace('[slug]', whose === 'nobody' ? 'nothing-at-all' : `article-of-${tenant.slug}`)
    .replace('[number]', whose === 'nobody' ? '9898' : String(tenant.numbers.at(-1)));
}

const short = ({ status, headers }: Visit) => ({ status, to: headers.location });

describe('without a session', () => {
  it.each(pages)('$address shows nothing', async (page) => {
    const path = filled(page, 'b');
    const answer = await wire(b.origin).get(path);
    const status = open[page.address];
    if (status) {
      expect(answer.status).toBe(status);
    } else {
      const signIn = page.face === 'console' ? '/console/sign-in' : '/sign-in';
      expect(answer.status).toBe(307);
      expect(answer.headers.location).toMatch(new RegExp(`^${signIn}(\\?(next=|over$)|$)`));
    }
    expect(answer.text).not.toMatch(/Conny|Printer/);
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const own = page.face === 'console' ? b.contact : b.admin;
    for (const cookie of [own.cookie(), a.admin.cookie(), a.contact.cookie()]) {
      expect(short(await wire(b.origin, cookie).get(path))).toEqual(short(answer));
    }
  });
});

describe('with a session', () => {
  it.each(pages.filter(({ address }) => !open[address] && !address.includes('[')))(
    '$address is the tenant’s own, and nobody keeps it',
    async ({ address, face }) => {
      const side = face === 'console' ? 'admin' : 'contact';
      const [ours, theirs] = [await a[side].get(address), await b[side].get(address)];
      expect(theirs.status).toBe(ours.status);
      expect(ours.headers['cache-control']).toBe('private, no-store');
      expect(ours.headers.etag).toBeUndefined();
      if (ours.status !== 200 || /\/(template|export)$/.test(address)) return;
      expect(ours.text).toContain('Alphorn IT');
      expect(ours.text).not.toMatch(/bazouki/i);
      expect(theirs.text).toContain('Bazouki IT');
      expect(theirs.text).not.toMatch(/alphorn/i);
    },
  );

  it.each(pages.filter(({ address }) => /\[(id|number)\]/.test(address)))(
    '$address: another tenant’s answers as one that nobody has',
    async (page) => {
      const visitor = page.face === 'console' ? a.admin : a.contact;
      expect((await visitor.get(filled(page, 'b'))).status).toBe(404);
      await sameBytes(visitor, filled(page, 'b'), filled(page, 'nobody'), /bazouki/i);
      if (page.address.includes('outbox')) return; // shown in demonstrations only
      expect((await visitor.get(filled(page, 'a'))).status).toBe(200);
    },
  );
});

describe('whichever way in', () => {
  it.each([
    '/portal',
    '/portal/tickets',
    '/portal/(signed-in)/tickets',
    '/(signed-in)/tickets',
    '/provider',
    '/console/(inside)/tickets',
    '/_next/../portal/tickets',
    '/%70ortal/tickets',
  ])('the file’s own address %s leads nowhere', async (path) => {
    for (const visitor of [a.contact, a.admin]) {
      const answer = await visitor.get(path);
      expect([404, 307, 308]).toContain(answer.status);
      expect(answer.text).not.toMatch(/Printer 1/);
      if (answer.status !== 404) expect(answer.headers.location).toMatch(/^\/(console\/)?(?!\/)/);
    }
  });

  it.each(['/tickets', '/console/tickets', '/portal/tickets', '/sign-in'])(
    'the installation’s own host has no %s',
    async (path) => {
      const cookie = `${a.contact.cookie()}; ${a.admin.cookie()}`;
      const visitor = wire(`http://servicedesk.localhost:${server.port}`, cookie);
      const answer = await visitor.get(path);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toMatch(/Printer|Alphorn/);
    },
  );

  it('the proxy file has had no part in all this: on these hosts it never runs', () => {
    const matchers = builtProxyMatchers();
    expect(matchers.length).toBeGreaterThan(0);
    for (const { has } of matchers) {
      expect(has).toContainEqual(
        expect.objectContaining({ key: 'x-tenant-kind', value: 'custom' }),
      );
    }
  });

  it('Next’s ways to ask for a part of a page ask the session too', async () => {
    const ways: Record<string, string>[] = [
      { rsc: '1' },
      { rsc: '1', 'next-router-prefetch': '1' },
      { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
      { purpose: 'prefetch', 'x-middleware-prefetch': '1' },
    ];
    for (const headers of ways) {
      for (const cookie of ['', b.contact.cookie(), a.admin.cookie()]) {
        const answer = await webVisitor(a.origin, { cookie }).get('/tickets', headers);
        expect(answer.text).not.toMatch(/Printer|Conny/);
        expect(answer.headers['cache-control']).toBe('private, no-store');
      }
    }
  });
});
