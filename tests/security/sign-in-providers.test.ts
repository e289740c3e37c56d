import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityProvider, openIdentityProvider } from '~tests/setup/identity-provider';
import { linkIn, type MailSink, openMailSink } from '~tests/setup/mail-sink';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { makeTestCa } from '~tests/setup/test-ca';
import { stateOf, type Visit, type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { comparable } from './action-fields';
import { actionId } from './doors-of-build';

/** Threats 3, 13, 15 and 31 on the ways in without a password: cookies, hosts and redirects. */
let server: ServerProcess;
let mails: MailSink;
let idp: IdentityProvider;
let authority: string;
let a: ServedTenant;
let b: ServedTenant;
let provider: string;

beforeAll(async () => {
  const ca = await makeTestCa();
  const own = await ca.issue('idp.localhost');
  [mails, idp] = await Promise.all([openMailSink(), openIdentityProvider('idp.localhost', own)]);
  authority = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-idp-'));
  const caFile = path.join(authority, 'ca.pem');
  writeFileSync(caFile, ca.root);
  server = await startServer({
    env: {
      SMTP_URL: mails.url,
      OIDC_PRIVATE_ADDRESSES: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: caFile,
    },
  });
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
  provider = await offer(a);
  await offer(b);
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await Promise.all([mails?.stop(), idp?.stop()]);
  rmSync(authority, { recursive: true, force: true });
});

async function offer({ api }: ServedTenant): Promise<string> {
  const path = '/settings/sign-in/providers';
  const { issuer, clientId, clientSecret } = idp;
  const body = { kind: 'oidc', name: 'Work account', issuer };
  const { id } = (await api('POST', path, { body })).json;
  const on = { clientId, clientSecret, enabled: true };
  const changed = await api('PATCH', `${path}/${id}`, { body: on });
  expect(changed.json).toMatchObject({ enabled: true });
  return id;
}

const conny = (slug: string) => ({
  sub: `conny of ${slug}`,
  email: `conny@${slug}-customer.test`,
  email_verified: true,
});
const leave = (visitor: WebVisitor, next = '') =>
  visitor.get(`/api/sign-in/${provider}?next=${encodeURIComponent(next)}`);
/** What the provider sends the browser back to, on this host. */
function backFrom(left: Visit): string {
  const back = new URL(idp.signIn(String(left.headers.location)));
  return back.pathname + back.search;
}
const goesTo = ({ text }: Visit) => /content="0;url=([^"]*)"/.exec(text)?.[1];
const isSignedIn = async (visitor: WebVisitor) => (await visitor.get('/tickets')).status === 200;

describe('a provider', () => {
  it('is offered on the sign-in page and signs in by a cookie of the portal’s', async () => {
    const visitor = webVisitor(a.origin);
    expect((await visitor.get('/sign-in')).text).toContain(`/api/sign-in/${provider}`);
    idp.person = conny('alphorn');
    const left = await leave(visitor, '/tickets/1?x=y');
    expect(left.status).toBe(303);
    const asked = new URL(String(left.headers.location));
    expect(asked.searchParams.get('redirect_uri')).toBe(`${a.origin}/api/sign-in/${provider}/back`);
    const mark = left.headers['set-cookie']?.find((line) => line.includes('provider'));
    expect(mark).toMatch(/; HttpOnly/i);
    expect(mark).toMatch(/; SameSite=Lax/i);
    const back = backFrom(left);
    const thief = webVisitor(a.origin);
    expect(goesTo(await thief.get(back))).toMatch(/^\/sign-in\?failed=provider/);
    expect(await isSignedIn(thief)).toBe(false);
    const here = await visitor.get(back);
    expect(here.headers['cache-control']).toBe('private, no-store');
    expect(goesTo(here)).toBe('/tickets/1?x=y');
    expect(await isSignedIn(visitor)).toBe(true);
    expect(goesTo(await visitor.get(back))).toMatch(/^\/sign-in\?failed=provider/);
    const settings = await visitor.get('/app-settings');
    expect(settings.text).toContain('signed in with Work account');
  });

  it('signs nobody in at another tenant, by its own address or theirs', async () => {
    idp.person = conny('alphorn');
    const visitor = webVisitor(a.origin);
    const back = backFrom(await leave(visitor));
    const there = webVisitor(b.origin, { cookie: visitor.cookie() });
    expect((await there.get(back)).status).toBe(404);
    expect(await isSignedIn(there)).toBe(false);
    expect((await webVisitor(b.origin).get(`/api/sign-in/${provider}`)).status).toBe(404);
  });

  it('leads nowhere else, whatever is asked for', async () => {
    idp.person = conny('alphorn');
    for (const next of ['//evil.test', '/\\evil.test', 'https://evil.test/', '/.//evil.test']) {
      const visitor = webVisitor(a.origin);
      expect(goesTo(await visitor.get(backFrom(await leave(visitor, next))))).toBe('/');
    }
  });

  it('says the same to a stranger and to whom it does not vouch for', async () => {
    const said = [];
    for (const person of [
      { sub: '1', email: 'nobody@there.test', email_verified: true },
      { sub: '2', email: conny('alphorn').email, email_verified: false },
    ]) {
      idp.person = person;
      const visitor = webVisitor(a.origin);
      const { status, text } = await visitor.get(backFrom(await leave(visitor)));
      said.push({ status, text });
      expect((await visitor.get('/sign-in?failed=provider')).text).toContain('role="alert"');
    }
    expect(said[0]).toEqual(said[1]);
  });
});

describe('a link that signs in', () => {
  const ask = () => actionId('portal/(signed-out)/sign-in/link/actions.ts requestSignInLinkAction');
  const use = () => actionId('portal/(signed-out)/sign-in-link/actions.ts useSignInLinkAction');

  it('is answered alike for whoever it is, and works by its button alone, once', async () => {
    const visitor = webVisitor(b.origin);
    const known = await visitor.act('/sign-in/link', ask(), {
      login: b.username,
      next: '/tickets',
    });
    const unknown = await visitor.act('/sign-in/link', ask(), { login: 'nobody.there' });
    expect(comparable(unknown)).toEqual(comparable(known));
    const link = await linkOf('conny@bazouki-customer.test');
    expect(link.hostname).toBe('bazouki.servicedesk.localhost');
    const path = link.pathname + link.search;
    const token = link.searchParams.get('token') ?? '';
    expect((await webVisitor(a.origin).get(path)).status).toBe(404);
    expect((await webVisitor(a.origin).act('/sign-in-link', use(), { token })).status).toBe(404);
    for (let scans = 0; scans < 3; scans++) {
      const scanner = webVisitor(b.origin);
      expect((await scanner.get(path)).status).toBe(200);
      expect(await isSignedIn(scanner)).toBe(false);
    }
    const pressed = await visitor.act('/sign-in-link', use(), { token });
    // The page that comes with the answer still holds the form, which is about to lead on.
    expect(pressed.status).toBe(200);
    expect(pressed.text).toContain('Sign in');
    expect(pressed.text).not.toContain('no longer works');
    expect(stateOf(pressed)).toMatchObject({ ok: true, value: { next: '/tickets' } });
    expect(await isSignedIn(visitor)).toBe(true);
    const again = await webVisitor(b.origin).act('/sign-in-link', use(), { token });
    expect(again.status).toBe(410);
    expect((await webVisitor(b.origin).get(path)).status).toBe(410);
  });

  it('works without scripts too, and is not there where the tenant wants none', async () => {
    const visitor = webVisitor(b.origin);
    await visitor.submit('/sign-in/link', 'login', { login: b.username });
    const link = await linkOf('conny@bazouki-customer.test');
    const path = link.pathname + link.search;
    await visitor.submit(path, 'token', {});
    expect(await isSignedIn(visitor)).toBe(true);
    await b.api('PATCH', '/settings/sign-in', { body: { link: false } });
    const late = webVisitor(b.origin);
    expect((await late.get('/sign-in')).text).not.toContain('/sign-in/link');
    expect((await late.get('/sign-in/link')).status).toBe(404);
    expect((await late.act('/sign-in/link', ask(), { login: b.username })).status).toBe(404);
  });

  async function linkOf(address: string): Promise<URL> {
    for (;;) {
      const mail = await mails.next(address);
      if (/sign-in-link/.test(mail.text ?? '')) return new URL(linkIn(mail, '/sign-in-link'));
    }
  }
});
