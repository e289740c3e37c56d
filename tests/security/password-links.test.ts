import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkIn, type MailSink, openMailSink } from '~tests/setup/mail-sink';
import { type ServedTenant, serveTenant, signIn } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { stateOf, webVisitor } from '~tests/setup/web-visitor';
import { comparable } from './action-fields';
import { actionId } from './doors-of-build';

/** Threat 15, with the link out of a mail that was really sent. */
let server: ServerProcess;
let mails: MailSink;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  mails = await openMailSink();
  server = await startServer({ env: { TRUSTED_PROXIES: 'loopback', SMTP_URL: mails.url } });
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await mails?.stop();
});

describe('a link that sets a password', () => {
  const useLink = () =>
    actionId('portal/(signed-out)/password-link/actions.ts usePasswordLinkAction');
  const next = 'fourteen green gondolas';

  it('works once, here alone, and letter by letter', async () => {
    const visitor = webVisitor(b.origin, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    await visitor.submit('/forgot-password', 'login', { login: b.username });
    const link = await linkOf('conny@bazouki-customer.test');
    expect(link.hostname).toBe('bazouki.servicedesk.localhost');
    const token = link.searchParams.get('token') ?? '';
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(32);
    const use = (at: ServedTenant, text: string) =>
      webVisitor(at.origin).act('/password-link', useLink(), { token: text, next });

    for (const wrong of [
      `${token} `,
      ` ${token}`,
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
    ]) {
      expect((await use(b, wrong)).status).toBe(404);
      const page = await visitor.get(`/password-link?token=${encodeURIComponent(wrong)}`);
      expect(page.status).toBe(404);
    }
    expect((await use(a, token)).status).toBe(404);
    expect((await webVisitor(a.origin).get(link.pathname + link.search)).status).toBe(404);

    for (let scans = 0; scans < 3; scans++) {
      expect((await visitor.get(link.pathname + link.search)).status).toBe(200);
    }
    expect(stateOf(await use(b, token))).toMatchObject({ ok: true });
    const again = await use(b, token);
    expect(again.status).toBe(410);
    expect(stateOf(again)).toMatchObject({ ok: false, message: expect.any(String) });
    expect((await visitor.get(link.pathname + link.search)).status).toBe(410);
    await signIn(visitor, b.username, next);
  });

  it('is never asked for from a header: the mail leads to the tenant’s own host', async () => {
    const visitor = webVisitor(a.origin, {
      headers: { 'x-forwarded-for': '203.0.113.10' },
    });
    const ask = actionId(
      'portal/(signed-out)/forgot-password/actions.ts requestPasswordLinkAction',
    );
    const answer = await visitor.act('/forgot-password', ask, { login: a.username });
    const unknown = await visitor.act('/forgot-password', ask, { login: 'nobody.there' });
    expect(comparable(unknown)).toEqual(comparable(answer));
    const link = await linkOf('conny@alphorn-customer.test');
    expect(link.hostname).toBe('alphorn.servicedesk.localhost');
  });
});

/** Mails about their ticket come to them too. */
async function linkOf(address: string): Promise<URL> {
  for (;;) {
    const mail = await mails.next(address);
    if (/password-link/.test(mail.text ?? '')) return new URL(linkIn(mail, '/password-link'));
  }
}
