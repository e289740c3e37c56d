import { describe, expect, it } from 'vitest';
import { createWebhook } from '@/notifications/create-webhook';
import { deleteWebhook } from '@/notifications/delete-webhook';
import { changePassword } from '@/people/change-password';
import { disableContact } from '@/people/disable-contact';
import { generateCredentials } from '@/people/generate-credentials';
import { importCompany, importContact, importTechnician } from '@/people/import-people';
import { changeOwnPassword } from '@/session/change-own-password';
import { readOwnSessions } from '@/session/own-sessions';
import { readContactSession, readTechnicianSession } from '@/session/read-session';
import { endSession, revokeOtherSessions, revokeSession } from '@/session/revoke-session';
import { signIn } from '@/session/sign-in';
import type { Place } from '@/session/tenant-of-request';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const system = await asSystem(a);
const password = 'a long enough password';
const companyId = await importCompany(system, { name: 'Acme', domains: [] });
let people = 0;
let addresses = 0;

/** From a new address each time, unless a test is about addresses. */
const place = (tenant = a, address = `198.51.100.${++addresses}`): Place => ({
  tenant,
  kind: 'managed',
  host: tenant.managedHost,
  secure: false,
  address,
});

async function makeContact() {
  const username = `ann.${++people}`;
  const id = await importContact(system, {
    companyId,
    name: 'Ann',
    username,
    email: `${username}@acme.test`,
    phone: null,
    language: 'fr',
    isPrimary: false,
    password,
  });
  return { id, username };
}

async function enter(login: string, typed = password, at = place()): Promise<string> {
  const { sessionId } = await signIn(at, 'contact', { login, password: typed, userAgent: 'Test' });
  return sessionId!;
}

async function signedIn() {
  const contact = await makeContact();
  const sessionId = await enter(contact.username);
  const found = (await readContactSession(place(), sessionId))!;
  const { actor, settings } = found;
  return { contact, sessionId, scope: { tenant: a, actor, language: 'en', settings } };
}

describe('signing in', () => {
  it('is told to a program that wants to hear of it, and in another tenant to none', async () => {
    const told = () =>
      onDatabase(
        urls.admin,
        `select j.id from graphile_worker._private_jobs j
           join graphile_worker._private_tasks t on t.id = j.task_id
          where t.identifier = 'tellWebhooks'`,
      );
    const { username } = await makeContact();
    await enter(username);
    expect(await told()).toHaveLength(0);
    const events = ['session.*'];
    const { id } = await createWebhook(system, { url: 'https://93.184.215.14/', events });
    await enter(username);
    expect(await told()).toHaveLength(1);
    await deleteWebhook(system, { id });
    await enter(username);
    expect(await told()).toHaveLength(1);
  });

  it('makes a session of the tenant, by username or address, in any case', async () => {
    const { username, id } = await makeContact();
    for (const login of [username, ` ${username.toUpperCase()} `, `${username}@Acme.test`]) {
      const { result, entries } = await withAudit(a, () => enter(login));
      expect(entries).toMatchObject([{ event: 'session.started', actorId: id }]);
      expect(await readContactSession(place(), result)).toMatchObject({
        actor: { kind: 'contact', id, companyId, sessionId: result },
        ownLanguage: 'fr',
        mustChangePassword: false,
      });
    }
  });

  it('refuses a wrong name and a wrong password alike', async () => {
    const { username } = await makeContact();
    const [wrong, unknown, empty] = await Promise.all([
      refusalOf(enter(username, 'not it')),
      refusalOf(enter('nobody')),
      refusalOf(enter(username, '')),
    ]);
    expect(wrong).toMatchObject({ status: 401, key: 'session.wrongCredentials', values: {} });
    expect(unknown).toEqual(wrong);
    expect(empty).toEqual(wrong);
  });

  it('knows nobody of another tenant or the other realm', async () => {
    const { username } = await makeContact();
    expect((await refusalOf(enter(username, password, place(b)))).status).toBe(401);
    const input = { login: username, password, userAgent: '' };
    expect((await refusalOf(signIn(place(), 'technician', input))).status).toBe(401);
    const email = 'tess@msp.test';
    await importTechnician(system, { name: 'T', email, role: 'admin', language: null, password });
    const { sessionId = '' } = await signIn(place(), 'technician', { ...input, login: email });
    expect(await readTechnicianSession(place(), sessionId)).toMatchObject({
      actor: { role: 'admin', email },
    });
    expect(await readContactSession(place(), sessionId)).toBeUndefined();
    expect((await refusalOf(enter(email))).status).toBe(401);
  });

  it('is refused for a while after five tries at one account, the right password included', async () => {
    const { username } = await makeContact();
    for (let n = 0; n < 5; n++) expect((await refusalOf(enter(username, 'no'))).status).toBe(401);
    const refused = await refusalOf(enter(username));
    expect(refused).toMatchObject({ status: 429, key: 'session.tooManyTries' });
    expect(refused.retryAfter).toBeGreaterThan(800);
    await onDatabase(
      urls.admin,
      `UPDATE rate_counters SET window_ends_at = now() - interval '1 s'`,
    );
    expect(await enter(username)).toBeTruthy();
  });

  it('begins anew with a new password', async () => {
    const { id, username } = await makeContact();
    for (let n = 0; n < 6; n++) await refusalOf(enter(username, 'no'));
    const technician = await asTechnician(a);
    const fresh = await generateCredentials(technician, { id });
    expect((await refusalOf(enter(username))).status).toBe(401);
    expect(await enter(username, fresh.initialPassword)).toBeTruthy();
  });

  it('counts the tries by username and by address together, for nobody else', async () => {
    const { username } = await makeContact();
    for (const login of [username, `${username}@acme.test`, username, `${username}@acme.test`]) {
      expect((await refusalOf(enter(login, 'no'))).status).toBe(401);
    }
    expect((await refusalOf(enter(`${username}@acme.test`, 'no'))).status).toBe(401);
    expect((await refusalOf(enter(username))).status).toBe(429);
    expect((await refusalOf(enter(`${username}@acme.test`))).status).toBe(429);
    expect(await enter((await makeContact()).username)).toBeTruthy();
  });

  it('forgets the tries after the right password', async () => {
    const { username } = await makeContact();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await refusalOf(enter(username, 'no'));
      await enter(username);
    }
  });

  it('is refused after twenty tries from one address, whoever is meant', async () => {
    const at = place(a, '203.0.113.9');
    const tries = await Promise.all(
      Array.from({ length: 25 }, (_, n) => refusalOf(enter(`nobody-${n}`, 'x', at))),
    );
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(5);
    const { username } = await makeContact();
    expect((await refusalOf(enter(username, password, at))).status).toBe(429);
    expect(await enter(username)).toBeTruthy();
  });
});

describe('a session', () => {
  it('is none at another tenant', async () => {
    const { sessionId } = await signedIn();
    expect(await readContactSession(place(b), sessionId)).toBeUndefined();
  });

  it('ends with the contact’s access, and with its time', async () => {
    const one = await signedIn();
    await disableContact(system, { id: one.contact.id });
    expect(await readContactSession(place(), one.sessionId)).toBeUndefined();
    expect((await refusalOf(enter(one.contact.username))).status).toBe(401);
    const two = await signedIn();
    await onDatabase(
      urls.admin,
      `UPDATE sessions SET expires_at = now() WHERE id = '${two.sessionId}'`,
    );
    expect(await readContactSession(place(), two.sessionId)).toBeUndefined();
  });

  it('ends when the password is changed', async () => {
    const { scope, sessionId } = await signedIn();
    await changePassword(scope, { current: password, next: 'another long password' });
    expect(await readContactSession(place(), sessionId)).toBeUndefined();
  });

  it('lets nobody try out its person’s password', async () => {
    const { scope } = await signedIn();
    const guess = (current: string) =>
      changeOwnPassword(scope, { current, next: 'another long password' });
    for (let n = 0; n < 10; n++) expect((await refusalOf(guess('no'))).status).toBe(422);
    expect((await refusalOf(guess(password))).status).toBe(429);
  });

  it('is listed and revoked by its own person alone', async () => {
    const { scope, contact, sessionId } = await signedIn();
    const second = await enter(contact.username);
    const other = await signedIn();
    const listed = await readOwnSessions(scope);
    expect(listed.map(({ id, isCurrent }) => [id, isCurrent]).sort()).toEqual(
      [
        [sessionId, true],
        [second, false],
      ].sort(),
    );
    expect((await refusalOf(revokeSession(other.scope, { sessionId: second }))).status).toBe(404);
    const { events } = await withAudit(a, () => revokeSession(scope, { sessionId: second }));
    expect(events).toEqual(['session.revoked']);
    expect(await readContactSession(place(), second)).toBeUndefined();
    expect(await readContactSession(place(), sessionId)).toBeDefined();
    const third = await enter(contact.username);
    await revokeOtherSessions(scope);
    expect(await readContactSession(place(), third)).toBeUndefined();
    expect(await readContactSession(place(), other.sessionId)).toBeDefined();
    await endSession({ tenant: b }, sessionId);
    expect(await readContactSession(place(), sessionId)).toBeDefined();
    await endSession({ tenant: a }, sessionId);
    expect(await readContactSession(place(), sessionId)).toBeUndefined();
  });
});
