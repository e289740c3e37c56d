import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope, Technician } from '@/access/scope';
import { disableTechnician } from '@/people/disable-technician';
import { resetFactors } from '@/people/factors/reset-factors';
import { beginTotp, confirmTotp, readTotpSetUp } from '@/people/factors/switch-on-totp';
import { importTechnician } from '@/people/import-people';
import { clock, minutes } from '@/platform/clock';
import { readTechnicianSession } from '@/session/read-session';
import { beginSecondStep, findPendingStep } from '@/session/second-step/begin-second-step';
import { finishSecondStep } from '@/session/second-step/finish-second-step';
import { proveAgain } from '@/session/second-step/prove-again';
import { signIn } from '@/session/sign-in';
import type { Place } from '@/session/tenant-of-request';
import { requireSecondFactor } from '@/settings/require-second-factor';
import { authenticatorApp } from '~tests/setup/authenticator-app';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeTenant, nextRequest } from '~tests/setup/tenants';

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
await asTechnician(a, 'admin');
const system = await asSystem(a);
const password = 'a long enough password';
const { now } = clock;
const begun = now();
/** Nobody's code changes in the middle of a test. */
beforeEach(() => {
  clock.now = () => begun;
});
afterEach(() => {
  clock.now = now;
});

let people = 0;
let addresses = 0;
const place = (tenant = a): Place => ({
  tenant,
  kind: 'managed',
  host: tenant.managedHost,
  secure: false,
  address: `203.0.113.${++addresses}`,
});

async function makeTechnician() {
  const email = `tess.${++people}@msp.test`;
  const facts = { name: 'Tess', email, role: 'technician', language: null, password } as const;
  return { id: await importTechnician(system, facts), email };
}

const type = (login: string, typed = password) =>
  signIn(place(), 'technician', { login, password: typed, userAgent: 'Test' });

/** Somebody with an app, whose code of the present period is used up. */
async function withApp() {
  const { id, email } = await makeTechnician();
  const { sessionId } = await type(email);
  const { actor, settings } = (await readTechnicianSession(place(), sessionId!))!;
  const scope: Scope<Technician> = { tenant: a, actor, language: 'en', settings };
  await beginTotp(scope);
  const code = authenticatorApp((await readTotpSetUp(scope))!.secret);
  const { recoveryCodes = [] } = await confirmTotp(scope, { code: code() });
  return { id, email, scope, code, recoveryCodes };
}

async function pendingOf({ email }: { email: string }) {
  const { sessionId, owesFactor } = await type(email);
  expect(sessionId).toBeUndefined();
  return beginSecondStep(place(), owesFactor!);
}

const finish = (sealed: string | undefined, code: string, at = place()) =>
  finishSecondStep(at, sealed, { code, userAgent: 'Test' });

describe('the second step', () => {
  it('comes after the right password alone, and makes the session', async () => {
    const person = await withApp();
    expect(await refusalOf(type(person.email, 'not it'))).toMatchObject({
      status: 401,
      key: 'session.wrongCredentials',
    });
    const { result: sealed, events } = await withAudit(a, () => pendingOf(person));
    expect(events).toEqual([]);
    expect(findPendingStep(place(), sealed)).toMatchObject({
      id: person.id,
      name: 'Tess',
      hasApp: true,
      hasPasskey: false,
    });
    const { result, entries } = await withAudit(a, () => finish(sealed, person.code(1)));
    expect(entries).toMatchObject([
      { event: 'session.started', actorId: person.id, after: { method: 'code' } },
    ]);
    const { sessionId } = result as { sessionId: string };
    expect(await readTechnicianSession(place(), sessionId)).toMatchObject({
      actor: { id: person.id },
    });
  });

  it('takes a recovery code instead, once', async () => {
    const person = await withApp();
    const code = person.recoveryCodes[0]!;
    const { entries } = await withAudit(a, async () => finish(await pendingOf(person), code));
    expect(entries).toMatchObject([{ after: { method: 'recoveryCode' } }]);
    expect((await refusalOf(finish(await pendingOf(person), code))).status).toBe(422);
  });

  it('ends in one session, whatever is sent again', async () => {
    const person = await withApp();
    const sealed = await pendingOf(person);
    const [one, two] = person.recoveryCodes;
    const both = await Promise.all([finish(sealed, one!), finish(sealed, two!)]);
    expect(both.filter((outcome) => outcome === 'over')).toHaveLength(1);
    expect(await finish(sealed, person.recoveryCodes[2]!)).toBe('over');
    expect((await refusalOf(finish(await pendingOf(person), one!))).status).toBe(422);
  });

  it('goes back to the first after five wrong codes, and the log says so', async () => {
    const person = await withApp();
    const sealed = await pendingOf(person);
    for (let n = 0; n < 4; n++) {
      expect((await refusalOf(finish(sealed, '000000'))).status).toBe(422);
    }
    const { result, entries } = await withAudit(a, () => finish(sealed, '000000'));
    expect(result).toBe('over');
    expect(entries).toMatchObject([{ event: 'session.secondStepFailed', subjectId: person.id }]);
    expect(await finish(sealed, person.code(1))).toBe('over');
  });

  it('takes ten wrong codes an hour, however often the password is typed', async () => {
    const person = await withApp();
    for (let round = 0; round < 2; round++) {
      const sealed = await pendingOf(person);
      for (let n = 0; n < 5; n++) await finish(sealed, '000000').catch(() => {});
    }
    const sealed = await pendingOf(person);
    expect(await refusalOf(finish(sealed, person.code(1)))).toMatchObject({
      status: 429,
      key: 'session.tooManyTries',
    });
    await onDatabase(
      urls.admin,
      "UPDATE rate_counters SET window_ends_at = now() - interval '1 s'",
    );
    expect(await finish(await pendingOf(person), person.code(1))).toMatchObject({
      sessionId: expect.any(String),
    });
  });

  it('is none without its cookie, with another one, after ten minutes, or at another tenant', async () => {
    const person = await withApp();
    const sealed = await pendingOf(person);
    expect(await finish(undefined, person.code(1))).toBe('over');
    expect(await finish(`${sealed}x`, person.code(1))).toBe('over');
    expect(await finish(sealed, person.code(1), place(b))).toBe('over');
    clock.now = () => new Date(begun.getTime() + minutes(10));
    expect(await finish(sealed, person.code())).toBe('over');
  });

  it('is worth nothing once the person is disabled or their factors were reset', async () => {
    const person = await withApp();
    const sealed = await pendingOf(person);
    await disableTechnician(system, { id: person.id });
    const outcome = await finish(sealed, person.code(1));
    const { sessionId } = outcome as { sessionId: string };
    expect(await readTechnicianSession(place(), sessionId)).toBeUndefined();
    const other = await withApp();
    const before = await pendingOf(other);
    await resetFactors(system, { id: other.id });
    expect((await refusalOf(finish(before, other.code(1)))).status).toBe(422);
    expect(await type(other.email)).toMatchObject({ sessionId: expect.any(String) });
  });
});

describe('proof for changing how one signs in', () => {
  it('is the password or a code, and not found out by trying', async () => {
    const { scope, code, recoveryCodes } = await withApp();
    for (const proof of [password, code(1), recoveryCodes[0]!]) await proveAgain(scope, proof);
    for (const wrong of ['', 'not it', code(1), recoveryCodes[0]!]) {
      expect(await refusalOf(proveAgain(scope, wrong))).toMatchObject({
        status: 422,
        fields: { passwordOrCode: 'people.proofWrong' },
      });
    }
    for (let n = 4; n < 10; n++) await refusalOf(proveAgain(scope, 'no'));
    expect((await refusalOf(proveAgain(scope, password))).status).toBe(429);
  });
});

describe('a tenant that requires a second factor', () => {
  it('asks those who have none at their next sign-in, and nobody in the middle', async () => {
    clock.now = now; // sessions begin by the database's
    const own = await makeTenant();
    const ours = await asSystem(own);
    const boss = await asTechnician(own, 'admin');
    const email = 'new@msp.test';
    await importTechnician(ours, { name: 'N', email, role: 'admin', language: null, password });
    const enter = async () => {
      const input = { login: email, password, userAgent: '' };
      const { sessionId } = await signIn(place(own), 'technician', input);
      return sessionId!;
    };
    const owes = async (id: string) =>
      (await readTechnicianSession(place(own), id))!.mustSetUpFactor;
    const earlier = await enter();
    await requireSecondFactor(boss, { secondFactorRequired: true });
    const after = await enter();
    expect([await owes(earlier), await owes(after)]).toEqual([false, true]);
    const { actor } = (await readTechnicianSession(place(own), after))!;
    const scope = await nextRequest({ tenant: own, actor, language: 'en', settings: {} });
    await beginTotp(scope);
    expect(await owes(after)).toBe(true);
    const code = authenticatorApp((await readTotpSetUp(scope))!.secret)();
    await confirmTotp(scope, { code });
    expect(await owes(after)).toBe(false);
    await requireSecondFactor(boss, { secondFactorRequired: false });
    expect(await owes(earlier)).toBe(false);
  });
});
