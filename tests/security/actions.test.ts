import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { stateOf, webVisitor } from '~tests/setup/web-visitor';
import { comparable, fieldsOf, nobody } from './action-fields';
import { actionId, type BuiltAction, builtActions, builtRoutes } from './doors-of-build';
import { stateOfTenant } from './state-of-tenant';

/**
 * Threats 2, 3, 4 and 7 over every server action of the build, on a server whose visitors come
 * by HTTPS through a proxy: there Next's own repeat of a forwarded action used to get lost.
 */
const actions = builtActions();
const routes = builtRoutes();
const behindTls = { 'x-forwarded-proto': 'https' };

/** Those that people without a session may call; every other one says 401 to them. */
const open = new Set([
  'src/app/console/(entry)/forgot/actions.ts requestPasswordLinkAction',
  'src/app/console/(entry)/password-link/actions.ts usePasswordLinkAction',
  'src/app/console/(entry)/second-step/actions.ts finishSecondStepAction',
  'src/app/console/(entry)/sign-in/actions.ts passkeySignInAction',
  'src/app/console/(entry)/sign-in/actions.ts signInAction',
  'src/app/portal/(signed-out)/forgot-password/actions.ts requestPasswordLinkAction',
  'src/app/portal/(signed-out)/password-link/actions.ts usePasswordLinkAction',
  'src/app/portal/(signed-out)/sign-in-link/actions.ts useSignInLinkAction',
  'src/app/portal/(signed-out)/sign-in/link/actions.ts requestSignInLinkAction',
  'src/app/portal/(signed-out)/sign-in/actions.ts signInAction',
  'src/app/portal/(signed-out)/sign-in/actions.ts startDemoSessionAction',
  'src/app/portal/_frame/actions.ts chooseLanguageAction',
  'src/app/portal/knowledge-base/[slug]/actions.ts giveFeedbackAction',
  'src/app/portal/rate/actions.ts rateTicketAction',
  'src/app/portal/stop-mails/actions.ts resumeMailsAction',
  'src/app/portal/stop-mails/actions.ts stopMailsAction',
]);
const ofTenants = actions.filter(({ face }) => face !== 'provider');
const closed = ofTenants.filter(({ name }) => !open.has(name));

let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: 'loopback' } });
  a = await serveTenant(server, 'alphorn', { headers: behindTls });
  b = await serveTenant(server, 'bazouki', { tickets: 3, lastNumber: 4710, headers: behindTls });
}, 180_000);
afterAll(() => server?.stop());

const visitorAt = (origin: string, cookie = '') =>
  webVisitor(origin, { cookie, headers: behindTls });
const bothSides = (tenant: ServedTenant) => `${tenant.admin.cookie()}; ${tenant.contact.cookie()}`;

/** One page of each side, and none at all: of these, those that don't bundle the action. */
function strangePages({ pages }: BuiltAction): string[] {
  const isStrange = (address: string, face: string) =>
    routes.some((one) => one.address === address && one.face === face && !pages.includes(one.file));
  const choose = (face: string, addresses: string[]) =>
    addresses.filter((address) => isStrange(address, face)).slice(0, 1);
  return [
    ...choose('portal', ['/tickets', '/sign-in']),
    ...choose('console', ['/console/contacts', '/console/sign-in', '/console/forgot']),
    ...(isStrange('/[...missing]', 'portal') ? ['/no/such/page'] : []),
  ];
}

it('are all known to this suite, and are exported as actions', () => {
  expect(actions.length).toBeGreaterThan(50);
  for (const { name } of actions) expect(name).toMatch(/\/actions\.ts \w+Action$/);
  for (const name of open) expect(actions.map((one) => one.name)).toContain(name);
});

describe('without a cookie', () => {
  it.each(closed)('$name is refused with 401 on every page, its own and others’', async (one) => {
    for (const page of ['/tickets', '/console/contacts', ...strangePages(one)]) {
      const answer = await visitorAt(b.origin).act(page, one.id, {
        number: '1',
        id: b.ids.contact,
      });
      expect({ page, status: answer.status }).toEqual({ page, status: 401 });
      expect(stateOf(answer)).toMatchObject({ ok: false, message: expect.any(String) });
    }
  });

  it.each(ofTenants.filter(({ name }) => open.has(name)))(
    '$name judges what was sent, on a page that doesn’t bundle it too',
    async (one) => {
      for (const page of strangePages(one)) {
        const answer = await visitorAt(b.origin).act(page, one.id, {});
        expect({ page, status: answer.status }).toEqual({ page, status: 422 });
        expect(stateOf(answer)).toMatchObject({ ok: false });
      }
    },
  );

  it('an id that the build doesn’t have is refused', async () => {
    const unknown = `7f${'0'.repeat(40)}`;
    const answer = await visitorAt(b.origin).act('/sign-in', unknown);
    expect(answer.status).toBe(409); // Next's way to say so; its router loads the page anew
    expect(answer.headers['x-nextjs-action-not-found']).toBe('1');
  });
});

it('done without a cookie, with another tenant’s, or with unknown ids: nothing', async () => {
  const before = await stateOfTenant(server.databaseUrl, b.id);
  const stranger = visitorAt(b.origin, bothSides(a));
  for (const one of closed) {
    const [page = '/tickets'] = strangePages(one);
    const answer = await stranger.act(page, one.id, fieldsOf(b));
    expect({ name: one.name, status: answer.status }).toEqual({ name: one.name, status: 401 });
    await visitorAt(b.origin).act(page, one.id, fieldsOf(b));
  }
  expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
  const noted = await onDatabase(
    server.databaseUrl,
    "SELECT FROM audit_events WHERE tenant_id = $1 AND event = 'session.foreignCookie'",
    [b.id],
  );
  expect(noted.length).toBeGreaterThan(0);
});

/** Who holds a host is told by its refusal, and by its DNS: see below. */
const tellsOfHosts = /claimDomain/;

/** These end the sessions that the suite goes on with. */
const endsSession = /changePassword|setPassword|setFirstPassword|revokeOther/;

describe('with a session of A and ids of B', () => {
  let before: Record<string, string>;
  beforeAll(async () => {
    before = await stateOfTenant(server.databaseUrl, b.id);
  });

  it('a host of B is refused without a word of whose it is', async () => {
    const visitor = visitorAt(a.origin, bothSides(a));
    const claimDomain = actionId(
      'console/(inside)/admin/service-portal/_domains/actions.ts claimDomainAction',
    );
    const refused = await visitor.act('/app-settings', claimDomain, { host: b.host });
    expect(refused.status).toBe(409);
    expect(stateOf(refused)).toMatchObject({ ok: false, message: expect.any(String) });
    expect(refused.text.replaceAll(b.host, '')).not.toMatch(/bazouki/i);
    expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
  });

  it.each(closed.filter(({ name }) => !endsSession.test(name) && !tellsOfHosts.test(name)))(
    '$name answers as for ids that nobody has',
    async (one) => {
      const visitor = visitorAt(a.origin, bothSides(a));
      const [page = '/app-settings'] = strangePages(one);
      const foreign = await visitor.act(page, one.id, fieldsOf(b));
      const unknown = await visitor.act(page, one.id, fieldsOf(nobody));
      expect(stateOf(foreign)).toBeDefined();
      expect(comparable(foreign)).toEqual(comparable(unknown));
      expect(foreign.text).not.toMatch(/bazouki/i);
      expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
    },
  );
});

describe('with a session, on a page that doesn’t bundle it', () => {
  const openTicket = () => actionId('portal/(signed-in)/tickets/new/actions.ts openTicketAction');

  it.each(['/app-settings', '/console/contacts', '/no/such/page'])(
    'a ticket sent to %s is opened, and at this host’s tenant',
    async (page) => {
      const before = await stateOfTenant(server.databaseUrl, b.id);
      const visitor = visitorAt(a.origin, bothSides(a));
      const title = `Sent to ${page}`;
      const answer = await visitor.act(page, openTicket(), { title, description: 'Hello' });
      expect(answer.status).toBe(200);
      const state = stateOf(answer) as { ok: boolean; go: string };
      expect(state.ok).toBe(true);
      const number = /^\/tickets\/(\d+)/.exec(state.go)?.[1];
      expect((await a.api('GET', `/tickets/${number}`)).json.title).toBe(title);
      expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
    },
  );

  it.each(ofTenants.filter(({ name }) => !endsSession.test(name)))(
    '$name never answers with nothing',
    async (one) => {
      const visitor = visitorAt(a.origin, bothSides(a));
      for (const page of strangePages(one)) {
        const answer = await visitor.act(page, one.id, {});
        expect({ page, state: stateOf(answer) }).toEqual({
          page,
          state: expect.objectContaining({ ok: expect.any(Boolean) }),
        });
      }
    },
  );
});

describe('of the installation’s own host', () => {
  it.each(actions.filter(({ face }) => face === 'provider'))(
    '$name doesn’t exist at a tenant',
    async (one) => {
      const answer = await visitorAt(a.origin, bothSides(a)).act('/tickets', one.id, {});
      expect(answer.status).toBe(404);
    },
  );

  it('finds a portal from a page that doesn’t bundle it', async () => {
    const visitor = visitorAt(`http://servicedesk.localhost:${server.port}`);
    const findPortal = actionId('provider/actions.ts findPortalAction');
    for (const page of ['/', '/no/such/page']) {
      const answer = await visitor.act(page, findPortal, { name: 'alphorn' });
      expect(stateOf(answer)).toMatchObject({ ok: true, go: expect.stringContaining('alphorn.') });
    }
  });

  it.each(closed)('$name is nothing there', async (one) => {
    const origin = `http://servicedesk.localhost:${server.port}`;
    const answer = await visitorAt(origin, bothSides(a)).act('/', one.id, fieldsOf(a));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(stateOf(answer)?.ok).not.toBe(true);
  });
});
