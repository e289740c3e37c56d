import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userHandleOf } from '@/session/passkeys/user-handle';
import { authenticatorApp } from '~tests/setup/authenticator-app';
import {
  adminPassword,
  type ServedTenant,
  serveTenant,
  signInToConsole,
} from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { softAuthenticator } from '~tests/setup/soft-authenticator';
import { onDatabase } from '~tests/setup/statement';
import { stateOf, type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { actionId } from './doors-of-build';

/** Passkeys and the second step over the wire, by a browser that does what it likes. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;
const devices = { a: softAuthenticator(), b: softAuthenticator() };
const security = 'console/(inside)/app-settings/security';
const entry = 'console/(entry)';

beforeAll(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: 'loopback' } });
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
  expect(await addPasskey(a, a.admin, devices.a)).toMatchObject({ ok: true });
  expect(await addPasskey(b, b.admin, devices.b)).toMatchObject({ ok: true });
}, 180_000);
afterAll(() => server?.stop());

let addresses = 0;
const visitorOf = ({ origin }: ServedTenant) =>
  webVisitor(origin, { headers: { 'x-forwarded-for': `192.0.2.${++addresses}` } });

const partyOf = ({ origin }: ServedTenant) => ({ origin, rpId: new URL(origin).hostname });

async function addPasskey(
  tenant: ServedTenant,
  visitor: WebVisitor,
  device: ReturnType<typeof softAuthenticator>,
  passwordOrCode = adminPassword,
) {
  const begin = actionId(`${security}/_passkeys/actions.ts beginPasskeyAction`);
  const page = '/console/app-settings/security';
  const begun = stateOf(await visitor.act(page, begin, { name: 'Wire', passwordOrCode }));
  if (!begun?.ok) return begun;
  const { challenge } = (begun.value as { options: { challenge: string } }).options;
  const made = device.make({ challenge, ...partyOf(tenant) });
  const keep = actionId(`${security}/_passkeys/actions.ts keepPasskeyAction`);
  return stateOf(await visitor.act(page, keep, { name: 'Wire', made }));
}

async function challengeFor(visitor: WebVisitor): Promise<string> {
  const answer = await visitor.send('/api/passkey-challenge', { method: 'POST' });
  expect(answer.status).toBe(200);
  expect(answer.headers['cache-control']).toContain('no-store');
  return (JSON.parse(answer.text) as { challenge: string }).challenge;
}

const answerWith = (visitor: WebVisitor, signed: string) =>
  visitor.act('/console/sign-in', actionId(`${entry}/sign-in/actions.ts passkeySignInAction`), {
    signed,
  });

const handleOf = ({ ids }: ServedTenant) => userHandleOf(ids.technician);

describe('a passkey', () => {
  it('signs in by itself, with a cookie of the console', async () => {
    const visitor = visitorOf(a);
    const challenge = await challengeFor(visitor);
    const signed = devices.a.sign({ challenge, ...partyOf(a) }, handleOf(a));
    expect(stateOf(await answerWith(visitor, signed))).toMatchObject({ ok: true, go: '/console' });
    expect((await visitor.get('/console/contacts')).status).toBe(200);
    expect(visitor.cookie()).not.toContain('servicedesk-passkey');
  });

  it('is worth nothing sent again, by another browser, or at another tenant', async () => {
    const [visitor, thief] = [visitorOf(a), visitorOf(a)];
    const challenge = await challengeFor(visitor);
    const copy = webVisitor(a.origin, { cookie: visitor.cookie() });
    const signed = devices.a.sign({ challenge, ...partyOf(a) }, handleOf(a));
    await challengeFor(thief);
    expect((await answerWith(thief, signed)).status).toBe(401);
    const elsewhere = webVisitor(b.origin, { cookie: visitor.cookie() });
    expect((await answerWith(elsewhere, signed)).status).toBe(401);
    expect(stateOf(await answerWith(visitor, signed))).toMatchObject({ ok: true });
    expect((await answerWith(copy, signed)).status).toBe(401);
    const late = devices.a.sign({ challenge, ...partyOf(a) }, handleOf(a));
    expect((await answerWith(copy, late)).status).toBe(401);
  });

  it('of another tenant, origin or person is one refusal with an unknown one', async () => {
    const answers = [];
    for (const [device, party, handle] of [
      [softAuthenticator(), partyOf(a), handleOf(a)],
      [devices.b, partyOf(a), handleOf(b)],
      [devices.a, { ...partyOf(a), origin: 'https://evil.test' }, handleOf(a)],
      [devices.a, partyOf(b), handleOf(a)],
      [devices.a, partyOf(a), handleOf(b)],
    ] as const) {
      const visitor = visitorOf(a);
      const signed = device.sign({ challenge: await challengeFor(visitor), ...party }, handle);
      const answer = await answerWith(visitor, signed);
      answers.push({ status: answer.status, state: stateOf(answer) });
    }
    expect(answers[0]).toMatchObject({ status: 401, state: { ok: false } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('is added with a proof alone, and what is no ceremony is no shape', async () => {
    const refused = await addPasskey(a, a.admin, softAuthenticator(), 'not the password');
    expect(refused).toMatchObject({ ok: false, fields: { passwordOrCode: expect.any(String) } });
    for (const signed of ['', '{', '[]', '{"id":"x"}', '{"id":"<script>"}']) {
      expect((await answerWith(visitorOf(a), signed)).status).toBe(422);
    }
  });

  it('keeps its challenge from scripts and other sites', async () => {
    const headers = { 'x-forwarded-proto': 'https', origin: a.origin.replace('http:', 'https:') };
    const answer = await webVisitor(a.origin).send('/api/passkey-challenge', {
      method: 'POST',
      headers,
    });
    const [line = ''] = answer.headers['set-cookie'] ?? [];
    expect(line).toMatch(/^__Host-servicedesk-passkey=s1\./);
    for (const part of [/; HttpOnly/i, /; Secure/i, /; SameSite=Strict/i, /; Path=\/;/i]) {
      expect(line).toMatch(part);
    }
    expect(line).not.toContain((JSON.parse(answer.text) as { challenge: string }).challenge);
    const foreign = { method: 'POST', headers: { origin: 'https://evil.test' } };
    expect((await webVisitor(a.origin).send('/api/passkey-challenge', foreign)).status).toBe(403);
  });
});

describe('the password of somebody with a second factor', () => {
  const email = 'admin@alphorn.test';
  const step = () => actionId(`${entry}/second-step/actions.ts finishSecondStepAction`);

  it('opens the second step and nothing else', async () => {
    const visitor = visitorOf(a);
    await visitor.submit('/console/sign-in', 'password', { login: email, password: adminPassword });
    expect(visitor.cookie()).toContain('servicedesk-second-step=');
    expect(visitor.cookie()).not.toContain('servicedesk-technician');
    expect((await visitor.get('/console/second-step')).status).toBe(200);
    for (const path of ['/console', '/console/contacts', '/console/set-up-factor']) {
      expect((await visitor.get(path)).status).toBe(307);
    }
    expect((await visitor.get('/api/events?face=console')).status).toBe(401);
    const other = webVisitor(b.origin, { cookie: visitor.cookie() });
    const moved = await other.get('/console/second-step');
    expect(moved.headers.location).toBe('/console/sign-in?over');
    expect(stateOf(await other.act('/console/sign-in', step(), { code: '000000' }))).toMatchObject({
      ok: true,
      go: '/console/sign-in?over',
    });
  });

  it('is followed by a code, without scripts too', async () => {
    const { admin } = b;
    const begin = actionId(`${security}/actions.ts beginTotpAction`);
    const page = '/console/app-settings/security';
    await admin.act(page, begin, { passwordOrCode: adminPassword });
    const text = (await admin.get(page)).text;
    const secret = /([A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(text)?.[0] ?? '';
    expect(text).not.toContain('otpauth:');
    const app = authenticatorApp(secret);
    const confirm = actionId(`${security}/actions.ts confirmTotpAction`);
    expect(stateOf(await admin.act(page, confirm, { code: app() }))).toMatchObject({ ok: true });
    const visitor = visitorOf(b);
    const login = { login: 'admin@bazouki.test', password: adminPassword };
    await visitor.submit('/console/sign-in', 'password', login);
    const wrong = await visitor.submit('/console/second-step', 'code', { code: '000000' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('000000');
    const right = await visitor.submit('/console/second-step', 'code', { code: app(1) });
    expect({ status: right.status, to: right.headers.location }).toEqual({
      status: 303,
      to: '/console',
    });
    expect((await visitor.get('/console/contacts')).status).toBe(200);
    expect(visitor.cookie()).not.toContain('second-step');
  });
});

describe('a technician who must set up a second factor', () => {
  it('gets nowhere else: no page, no action, no route', async () => {
    const created = await a.api('POST', '/technicians', {
      body: { name: 'Newcomer', email: 'new@alphorn.test', sendWelcome: false },
    });
    expect(created.json).toMatchObject({ hasSecondFactor: false });
    const own = 'nine loud umbrellas';
    const visitor = visitorOf(a);
    await signInToConsole(visitor, 'new@alphorn.test', created.json.initialPassword);
    await visitor.submit('/console/set-password', 'next', { next: own });
    expect((await visitor.get('/console/contacts')).status).toBe(200);
    const body = { secondFactorRequired: true };
    expect((await a.api('PATCH', '/settings/technician-sign-in', { body })).json).toEqual(body);
    expect((await visitor.get('/console/contacts')).status).toBe(200);
    await onDatabase(
      server.databaseUrl,
      "UPDATE sessions SET created_at = now() + interval '1 s' WHERE technician_id = $1",
      [created.json.id],
    );
    const sent = await visitor.get('/console/contacts');
    expect(sent.headers.location).toBe('/console/set-up-factor');
    expect((await visitor.get('/console/set-up-factor')).status).toBe(200);
    const language = actionId('console/(inside)/app-settings/actions.ts changeLanguageAction');
    expect((await visitor.act('/console', language, { language: 'de' })).status).toBe(401);
    expect((await visitor.get('/api/events?face=console')).status).toBe(401);
    const begin = actionId(`${entry}/set-up-factor/actions.ts beginFirstPasskeyAction`);
    const begun = stateOf(await visitor.act('/console/set-up-factor', begin, { name: 'First' }));
    const { challenge } = (begun!.value as { options: { challenge: string } }).options;
    const made = softAuthenticator().make({ challenge, ...partyOf(a) });
    const keep = actionId(`${entry}/set-up-factor/actions.ts keepFirstPasskeyAction`);
    const kept = await visitor.act('/console/set-up-factor', keep, { name: 'First', made });
    expect((stateOf(kept)!.value as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10);
    // The codes are shown this once: the answer must not lead their page on to the next.
    expect(kept.text).not.toContain('NEXT_REDIRECT');
    expect((await visitor.get('/console/contacts')).status).toBe(200);
    expect((await visitor.get('/console/set-up-factor')).headers.location).toBe('/console');
    const again = await visitor.act('/console', begin, { name: 'Second' });
    expect(again.status).toBe(409);
  });
});
