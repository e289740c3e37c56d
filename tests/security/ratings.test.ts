import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkIn, type MailSink, openMailSink } from '~tests/setup/mail-sink';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { stateOf, webVisitor } from '~tests/setup/web-visitor';
import { actionId } from './doors-of-build';

/** A survey that a scanner of links can't answer, with the link out of a mail that was really sent. */
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

it('the link shows a form, answers nothing by being opened, and is good here alone', async () => {
  const survey = { audience: 'everyone', delayHours: 0, everyDays: 0 };
  await a.api('PATCH', '/settings/satisfaction', { body: survey });
  const ticket = { requesterId: a.ids.contact, title: 'Printer', description: 'It blinks.' };
  const { number } = (await a.api('POST', '/tickets', { body: ticket })).json;
  await a.api('POST', `/tickets/${number}/close`, { body: {} });
  const link = await linkOf('conny@alphorn-customer.test');
  expect(link.hostname).toBe('alphorn.servicedesk.localhost');
  const token = link.searchParams.get('token') ?? '';
  const scoreOf = async () => (await a.api('GET', `/tickets/${number}`)).json.satisfaction.score;

  const scanner = webVisitor(a.origin);
  for (const query of ['', '&score=1', '&score=5']) {
    const page = await scanner.get(link.pathname + link.search + query);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Printer');
  }
  expect(await scoreOf()).toBeNull();

  const rate = (at: ServedTenant, fields: Record<string, string>) =>
    webVisitor(at.origin).act('/rate', actionId('portal/rate/actions.ts rateTicketAction'), fields);
  const unknown = await scanner.get('/no/such/page');
  for (const [at, wrong] of [
    [a, `${token} `],
    [a, `${token}A`],
    [b, token],
  ] as const) {
    const page = await webVisitor(at.origin).get(`/rate?token=${encodeURIComponent(wrong)}`);
    expect(page.status).toBe(unknown.status);
    expect(page.text).not.toContain('Printer');
    expect((await rate(at, { token: wrong, score: '5' })).status).toBe(404);
  }
  expect((await rate(a, { token, score: '6' })).status).toBe(422);
  expect(await scoreOf()).toBeNull();

  expect(stateOf(await rate(a, { token, score: '5', comment: 'Quick.' }))).toMatchObject({
    ok: true,
  });
  expect(await scoreOf()).toBe(5);
  const again = await scanner.get(link.pathname + link.search);
  expect(again.text).toContain('Quick.');
});

/** Mails about their ticket come to them too. */
async function linkOf(address: string): Promise<URL> {
  for (;;) {
    const mail = await mails.next(address);
    if (/\/rate\?/.test(mail.text ?? '')) return new URL(linkIn(mail, '/rate'));
  }
}
