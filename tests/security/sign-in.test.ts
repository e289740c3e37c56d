import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contactPassword,
  type ServedTenant,
  serveTenant,
  signIn,
} from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { stateOf, type Visit, webVisitor } from '~tests/setup/web-visitor';
import { actionId } from './doors-of-build';
import { timeDifference } from './time-difference';

/** Threats 13 and 14. A proxy in front says where somebody comes from: limits go by that. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: 'loopback' } });
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
}, 180_000);
afterAll(() => server?.stop());

const signInAction = () => actionId('portal/(signed-out)/sign-in/actions.ts signInAction');
const from = (address: string) => webVisitor(a.origin, { headers: { 'x-forwarded-for': address } });

function tryOnce(address: string, login: string, password = 'not the password'): Promise<Visit> {
  return from(address).act('/sign-in', signInAction(), { login, password });
}

const comparable = (answer: Visit) => ({ status: answer.status, state: stateOf(answer) });

describe('guessing', () => {
  it('tells a wrong password and a wrong user apart by nothing', async () => {
    const wrongPassword = comparable(await tryOnce('192.0.2.1', a.username));
    const wrongUser = comparable(await tryOnce('192.0.2.1', 'nobody.at.all'));
    const otherTenants = comparable(await tryOnce('192.0.2.1', b.username, contactPassword));
    expect(wrongPassword.status).toBe(401);
    expect(wrongUser).toEqual(wrongPassword);
    expect(otherTenants).toEqual(wrongPassword);
  });

  it.each(['somebody.who.is.not', 'theirs'])(
    'ends at the sixth try on one account: %s',
    async (who) => {
      const login = who === 'theirs' ? await newContact('Locked') : who;
      for (let tries = 1; tries <= 5; tries++) {
        expect((await tryOnce(`192.0.2.${10 + tries}`, login)).status).toBe(401);
      }
      const sixth = await tryOnce('192.0.2.20', login.toUpperCase());
      expect(sixth.status).toBe(429);
      expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(60);
      expect(Number(sixth.headers['retry-after'])).toBeLessThanOrEqual(900);
      expect(stateOf(sixth)).toMatchObject({ ok: false });
    },
  );

  it('ends at the twenty-first try of one address, whatever the account', async () => {
    for (let tries = 1; tries <= 20; tries++) {
      expect((await tryOnce('198.51.100.7', `user-${tries}`)).status).toBe(401);
    }
    const over = await tryOnce('198.51.100.7', 'user-21');
    expect(over.status).toBe(429);
    expect(Number(over.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await tryOnce('198.51.100.8', 'user-22')).status).toBe(401);
  });

  /**
   * 200 samples in turns, each account and address below its limits. What is compared is the
   * lower quartile of either half: a busy machine adds time to some requests and takes it from
   * none, so the quick ones show the work itself. Leaving out the hash (20 ms and more) shows
   * in every round; noise does not, so the best of three rounds counts.
   */
  it('takes as long for a user who exists as for one who doesn’t', {
    timeout: 120_000,
  }, async () => {
    const known: string[] = [];
    for (let count = 0; count < 25; count++) known.push(await newContact(`Timed ${count}`));
    const differences: number[] = [];
    for (let round = 0; round < 3; round++) {
      const pairs = known.map((login): [string, string] => [login, `no.${login}`]);
      const difference = await timeDifference(pairs, async (tries, at, login) => {
        const { status } = await tryOnce(`10.${round}.${tries}.${Math.floor(at / 5)}`, login);
        expect(status).toBe(401);
      });
      differences.push(difference);
      if (Math.abs(difference) < 10) break;
      for (let count = 0; count < 25; count++) known[count] = await newContact(`Again ${count}`);
    }
    expect(Math.min(...differences.map(Math.abs))).toBeLessThan(10);
  });
});

async function newContact(name: string): Promise<string> {
  const body = { companyId: a.ids.company, name, sendWelcome: false };
  return (await a.api('POST', '/contacts', { body })).json.username;
}

describe('a session', () => {
  it('ends everywhere else when the password is changed, and its cookie is worth nothing', async () => {
    const [here, there] = [from('203.0.113.1'), from('203.0.113.2')];
    await signIn(here, a.username);
    await signIn(there, a.username);
    const stolen = webVisitor(a.origin, { cookie: there.cookie() });
    expect((await stolen.get('/tickets')).status).toBe(200);
    const change = actionId('portal/(signed-in)/app-settings/actions.ts changePasswordAction');
    const changed = await here.act('/app-settings', change, {
      current: contactPassword,
      next: 'twelve loud lighthouses',
    });
    expect(stateOf(changed)).toMatchObject({ ok: true });
    expect((await here.get('/tickets')).status).toBe(200);
    expect((await stolen.get('/tickets')).status).toBe(307);
    expect((await stolen.get('/api/events')).status).toBe(401);
    const close = actionId('portal/(signed-in)/tickets/[number]/actions.ts closeTicketAction');
    expect((await stolen.act('/tickets/1', close, { number: '1' })).status).toBe(401);
    expect((await a.api('GET', '/tickets/1')).json.status).toBe('open');
    expect((await tryOnce('203.0.113.3', a.username, contactPassword)).status).toBe(401);
  });

  it('ends with the sign-out, for a copy of its cookie too', async () => {
    const visitor = webVisitor(b.origin, { headers: { 'x-forwarded-for': '203.0.113.4' } });
    await signIn(visitor, b.username);
    const copy = webVisitor(b.origin, { cookie: visitor.cookie() });
    const path = '/api/sign-out?face=portal';
    const left = await visitor.send(path, { method: 'POST' });
    expect({ status: left.status, to: left.headers.location }).toEqual({
      status: 303,
      to: '/sign-in',
    });
    expect(visitor.cookie()).not.toContain('servicedesk-contact');
    expect((await copy.get('/tickets')).status).toBe(307);
  });

  it('is a cookie that scripts can’t read and other sites don’t send', async () => {
    const visitor = webVisitor(b.origin, { headers: { 'x-forwarded-for': '203.0.113.5' } });
    const form = { login: b.username, password: contactPassword };
    const plain = (await visitor.submit('/sign-in', 'password', form)).headers['set-cookie'] ?? [];
    const session = plain.find((line) => line.startsWith('servicedesk-contact='));
    expect(session).toMatch(/; HttpOnly/i);
    expect(session).toMatch(/; SameSite=Lax/i);
    expect(session).toMatch(/; Path=\//i);
    expect(session).not.toMatch(/; Domain=/i);
    const headers = { 'x-forwarded-for': '203.0.113.6', 'x-forwarded-proto': 'https' };
    const secure = await webVisitor(b.origin, { headers }).submit('/sign-in', 'password', form);
    const lines = secure.headers['set-cookie'] ?? [];
    expect(lines.find((line) => line.startsWith('__Host-servicedesk-contact='))).toMatch(
      /; Secure/i,
    );
    expect(secure.headers['strict-transport-security']).toMatch(/max-age/);
  });
});
