import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { disableTechnician } from '@/people/disable-technician';
import { addPasskey } from '@/people/factors/add-passkey';
import { removePasskey, renamePasskey } from '@/people/factors/change-passkey';
import { ownerOf } from '@/people/factors/own-factors';
import { readOwnFactors } from '@/people/factors/read-factors';
import { renewRecoveryCodes } from '@/people/factors/recovery-codes';
import { resealTotps } from '@/people/factors/reseal-totps';
import { resetFactors } from '@/people/factors/reset-factors';
import { switchOffTotp } from '@/people/factors/switch-off-totp';
import { beginTotp, confirmTotp, readTotpSetUp } from '@/people/factors/switch-on-totp';
import { technicianTotps } from '@/people/factors/tables';
import { takeCode } from '@/people/factors/take-code';
import { readTechnician, readTechnicians } from '@/people/read-technicians';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { requireSecondFactor } from '@/settings/require-second-factor';
import { authenticatorApp } from '~tests/setup/authenticator-app';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import {
  asApiKey,
  asContact,
  asSystem,
  asTechnician,
  makeTenant,
  nextRequest,
} from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const stranger = await asTechnician(await makeTenant(), 'admin');
const { now } = clock;
const begun = now();
/** Nobody's code changes in the middle of a test. */
beforeEach(() => {
  clock.now = () => begun;
});
afterEach(() => {
  clock.now = now;
});

async function withApp(scope?: Scope<Technician>) {
  const own = scope ?? (await asTechnician(tenant));
  await beginTotp(own);
  const app = authenticatorApp((await readTotpSetUp(own))!.secret);
  const { recoveryCodes = [] } = await confirmTotp(own, { code: app() });
  return { scope: own, app, recoveryCodes };
}

const passkey = (name = 'Key') => ({
  name,
  credentialId: newId(),
  publicKey: 'x',
  signCount: 0,
  transports: [],
});

const take = (scope: Scope<Technician>, typed: string) =>
  inTenant(scope.tenant.id, (tx) => takeCode(tx, ownerOf(scope), typed));

describe('an authenticator app', () => {
  it('is on once a code has confirmed it, with an entry and ten recovery codes', async () => {
    const scope = await asTechnician(tenant);
    await beginTotp(scope);
    const setUp = (await readTotpSetUp(scope))!;
    expect(setUp.uri).toContain(`secret=${setUp.secret.replaceAll(' ', '')}&`);
    expect(await readOwnFactors(scope)).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 });
    const app = authenticatorApp(setUp.secret);
    expect(await take(scope, app())).toBeUndefined();
    expect(await refusalOf(confirmTotp(scope, { code: '000000' }))).toMatchObject({
      status: 422,
      fields: { code: 'people.codeWrong' },
    });
    const { result, entries } = await withAudit(tenant, () => confirmTotp(scope, { code: app() }));
    expect(entries).toMatchObject([
      { event: 'technician.totpSwitchedOn', subjectId: scope.actor.id, before: null, after: null },
    ]);
    expect(new Set(result.recoveryCodes).size).toBe(10);
    expect(await readOwnFactors(scope)).toMatchObject({
      totpSince: expect.any(Date),
      recoveryCodesLeft: 10,
    });
    expect(await readTotpSetUp(scope)).toBeUndefined();
    expect(await refusalOf(beginTotp(scope))).toMatchObject({ key: 'people.totpOn', status: 409 });
    expect(await refusalOf(confirmTotp(scope, { code: app() }))).toMatchObject({
      key: 'people.totpNotBegun',
    });
  });

  it('shows and takes a secret that waits for an hour, and then begins anew', async () => {
    const scope = await asTechnician(tenant);
    await beginTotp(scope);
    const app = authenticatorApp((await readTotpSetUp(scope))!.secret);
    await inTenant(tenant.id, (tx) =>
      tx
        .update(technicianTotps)
        .set({ createdAt: sql`now() - interval '61 minutes'` })
        .where(eq(technicianTotps.technicianId, scope.actor.id)),
    );
    expect(await readTotpSetUp(scope)).toBeUndefined();
    expect(await refusalOf(confirmTotp(scope, { code: app() }))).toMatchObject({
      key: 'people.totpNotBegun',
    });
    await withApp(scope);
  });

  it('gives each code once, the one that confirmed it too, and never an earlier one', async () => {
    const { scope, app } = await withApp();
    expect(await take(scope, app())).toBeUndefined();
    expect(await take(scope, app(-1))).toBeUndefined();
    expect(await take(scope, ` ${app(1).slice(0, 3)} ${app(1).slice(3)} `)).toBe('code');
    expect(await take(scope, app(1))).toBeUndefined();
    clock.now = () => new Date(begun.getTime() + 90_000);
    const both = await Promise.all([take(scope, app()), take(scope, app())]);
    expect(both.filter(Boolean)).toEqual(['code']);
  });

  it('keeps its secret sealed, under the newest key', async () => {
    const { scope, app } = await withApp();
    const rows = () =>
      inTenant(tenant.id, (tx) =>
        tx.select().from(technicianTotps).where(eq(technicianTotps.technicianId, scope.actor.id)),
      );
    const before = await rows();
    expect(before[0]!.secretSealed).toMatch(/^s1\./);
    await resealTotps(await asSystem(tenant));
    expect(await rows()).toEqual(before);
    expect(await take(scope, app(1))).toBe('code');
  });

  it('is switched off, and the recovery codes with the last factor', async () => {
    const { scope, app } = await withApp();
    const { events } = await withAudit(tenant, () => switchOffTotp(scope));
    expect(events).toEqual(['technician.totpSwitchedOff']);
    expect(await take(scope, app(1))).toBeUndefined();
    expect(await readOwnFactors(scope)).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 });
    expect((await refusalOf(switchOffTotp(scope))).status).toBe(404);
    const other = await withApp();
    await addPasskey(other.scope, passkey());
    await switchOffTotp(other.scope);
    expect(await readOwnFactors(other.scope)).toMatchObject({ recoveryCodesLeft: 10 });
  });

  it('is one’s own alone', async () => {
    const { app, recoveryCodes } = await withApp();
    const other = await withApp();
    expect(await take(other.scope, app(1))).toBeUndefined();
    expect(await take(other.scope, recoveryCodes[0]!)).toBeUndefined();
    expect(await take(stranger, app(1))).toBeUndefined();
  });
});

describe('recovery codes', () => {
  it('open once each, however they are typed', async () => {
    const { scope, recoveryCodes } = await withApp();
    const [one = '', two = ''] = recoveryCodes;
    expect(one).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(await take(scope, one.toUpperCase().replaceAll('-', ' '))).toBe('recoveryCode');
    expect(await take(scope, one)).toBeUndefined();
    const both = await Promise.all([take(scope, two), take(scope, two)]);
    expect(both.filter(Boolean)).toEqual(['recoveryCode']);
    expect((await readOwnFactors(scope)).recoveryCodesLeft).toBe(8);
  });

  it('are renewed, which ends those before; nobody without a factor has any', async () => {
    const { scope, recoveryCodes } = await withApp();
    const { result, events } = await withAudit(tenant, () => renewRecoveryCodes(scope));
    expect(events).toEqual(['technician.recoveryCodesRenewed']);
    expect(await take(scope, recoveryCodes[0]!)).toBeUndefined();
    expect(await take(scope, result.recoveryCodes[0]!)).toBe('recoveryCode');
    const without = await asTechnician(tenant);
    expect(await refusalOf(renewRecoveryCodes(without))).toMatchObject({ key: 'people.noFactor' });
  });
});

describe('a passkey', () => {
  it('is renamed and removed by its own person alone, an entry each', async () => {
    const scope = await asTechnician(tenant);
    const { id: passkeyId } = await addPasskey(scope, passkey('Old'));
    for (const other of [await asTechnician(tenant), stranger]) {
      const rename = renamePasskey(other, { passkeyId, name: 'Mine' });
      expect((await refusalOf(rename)).status).toBe(404);
      expect((await refusalOf(removePasskey(other, { passkeyId }))).status).toBe(404);
    }
    const renamed = await withAudit(tenant, () => renamePasskey(scope, { passkeyId, name: 'New' }));
    expect(renamed.entries).toMatchObject([
      { event: 'technician.passkeyRenamed', before: { name: 'Old' }, after: { name: 'New' } },
    ]);
    const removed = await withAudit(tenant, () => removePasskey(scope, { passkeyId }));
    expect(removed.entries).toMatchObject([
      { event: 'technician.passkeyRemoved', before: { name: 'New' } },
    ]);
    expect(await readOwnFactors(scope)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
  });

  it('is one of at most twenty', async () => {
    const scope = await asTechnician(tenant);
    for (let n = 0; n < 20; n++) await addPasskey(scope, passkey());
    const full = await refusalOf(addPasskey(scope, passkey()));
    expect(full).toMatchObject({ key: 'people.passkeysFull', values: { most: 20 } });
  });
});

describe('resetting somebody’s factors', () => {
  it('takes all of them, ends the sessions, mails the person, and says so', async () => {
    const { scope, app, recoveryCodes } = await withApp();
    await addPasskey(scope, passkey());
    const { id } = scope.actor;
    expect(await readTechnician(admin, id)).toMatchObject({ hasSecondFactor: true });
    const reset = () => resetFactors(admin, { id });
    expect((await withAudit(tenant, reset)).events).toEqual(['technician.factorsReset']);
    expect(await readOwnFactors(scope)).toMatchObject({ totpSince: null, passkeys: [] });
    for (const code of [app(1), recoveryCodes[0]!]) expect(await take(scope, code)).toBeUndefined();
    expect(await readTechnician(admin, id)).toMatchObject({ hasSecondFactor: false });
    const mails = await inTenant(tenant.id, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.about, id)),
    );
    expect(mails).toMatchObject([
      { template: 'factorsReset', toAddress: scope.actor.email, params: { by: admin.actor.name } },
    ]);
    expect(await withAudit(tenant, reset)).toMatchObject({ result: { removed: 0 }, events: [] });
  });

  it('is an admin’s deed, never one’s own, and no program’s', async () => {
    const { scope } = await withApp();
    const { id } = scope.actor;
    const own = resetFactors(admin, { id: admin.actor.id });
    expect(await refusalOf(own)).toMatchObject({ key: 'people.notYourself', status: 409 });
    const key = await asApiKey(tenant, ['technicians:write']);
    for (const wrong of [await asTechnician(tenant), await asContact(tenant), key]) {
      const as = wrong as unknown as typeof admin;
      expect((await refusalOf(resetFactors(as, { id }))).status).toBe(403);
    }
    const [foreign, missing] = [
      await refusalOf(resetFactors(stranger, { id })),
      await refusalOf(resetFactors(stranger, { id: newId() })),
    ];
    expect({ ...foreign }).toEqual({ ...missing });
    expect(foreign.status).toBe(404);
    expect(await readOwnFactors(scope)).toMatchObject({ totpSince: expect.any(Date) });
  });

  it('mails nobody who is disabled, and shows who has a factor', async () => {
    const { scope } = await withApp();
    const { id } = scope.actor;
    await disableTechnician(admin, { id });
    expect(await resetFactors(await asSystem(tenant), { id })).toEqual({ removed: 1 });
    const mails = await inTenant(tenant.id, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.about, id)),
    );
    expect(mails).toEqual([]);
    const other = await withApp();
    const listed = await readTechnicians(admin);
    const has = (one: string) => listed.find((row) => row.id === one)?.hasSecondFactor;
    expect([has(id), has(other.scope.actor.id), has(admin.actor.id)]).toEqual([false, true, false]);
  });
});

describe('requiring a second factor', () => {
  it('is an admin’s setting, and the last factor can’t be taken away then', async () => {
    const own = await makeTenant();
    const boss = await asTechnician(own, 'admin');
    const { entries } = await withAudit(own, () =>
      requireSecondFactor(boss, { secondFactorRequired: true }),
    );
    expect(entries).toMatchObject([
      {
        event: 'settings.technicianSignInChanged',
        before: { secondFactorRequired: false },
        after: { secondFactorRequired: true },
      },
    ]);
    const { scope } = await withApp(await nextRequest(await asTechnician(own)));
    const last = { key: 'people.factorRequired', status: 409 };
    expect(await refusalOf(switchOffTotp(scope))).toMatchObject(last);
    const { id: passkeyId } = await addPasskey(scope, passkey());
    await switchOffTotp(scope);
    expect(await refusalOf(removePasskey(scope, { passkeyId }))).toMatchObject(last);
    await requireSecondFactor(boss, { secondFactorRequired: false });
    await removePasskey(await nextRequest(scope), { passkeyId });
  });

  it('is refused to technicians, contacts and keys without the scope, and is one tenant’s', async () => {
    const wrong = [
      await asTechnician(tenant),
      await asContact(tenant),
      await asApiKey(tenant, ['settings:read']),
    ];
    for (const scope of wrong) {
      const set = requireSecondFactor(scope as unknown as typeof admin, {
        secondFactorRequired: true,
      });
      expect((await refusalOf(set)).status).toBe(403);
    }
    await requireSecondFactor(stranger, { secondFactorRequired: true });
    const { scope } = await withApp();
    await switchOffTotp(await nextRequest(scope));
  });
});
