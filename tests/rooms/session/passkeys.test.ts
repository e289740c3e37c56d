import { afterEach, describe, expect, it } from 'vitest';
import type { Scope, Technician, TenantIdentity } from '@/access/scope';
import { disableTechnician } from '@/people/disable-technician';
import { readOwnFactors } from '@/people/factors/read-factors';
import { clock, minutes } from '@/platform/clock';
import {
  beginOwnPasskey,
  FinishOwnPasskey,
  finishOwnPasskey,
} from '@/session/passkeys/add-own-passkey';
import { SignedChallenge } from '@/session/passkeys/ceremony-shapes';
import type { RelyingParty } from '@/session/passkeys/relying-party';
import { beginPasskeySignIn, finishPasskeySignIn } from '@/session/passkeys/sign-in-with-passkey';
import { userHandleOf } from '@/session/passkeys/user-handle';
import { readTechnicianSession } from '@/session/read-session';
import type { Place } from '@/session/tenant-of-request';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { softAuthenticator } from '~tests/setup/soft-authenticator';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const now = clock.now;
afterEach(() => {
  clock.now = now;
});

let addresses = 0;
const place = (tenant = a): Place => ({
  tenant,
  kind: 'managed',
  host: tenant.managedHost,
  secure: true,
  address: `198.51.100.${++addresses}`,
});
const partyOf = (tenant: TenantIdentity): RelyingParty => ({
  tenantId: tenant.id,
  id: tenant.managedHost,
  origin: `https://${tenant.managedHost}`,
});

/** A technician with a passkey, and the device that holds it. */
async function withPasskey(tenant = a) {
  const scope = await asTechnician(tenant, 'admin');
  const device = softAuthenticator();
  const answer = await addTo(scope, device);
  return { scope, device, ...answer, handle: userHandleOf(scope.actor.id) };
}

async function addTo(scope: Scope<Technician>, device = softAuthenticator(), change = {}) {
  const party = partyOf(scope.tenant);
  const { options, kept } = await beginOwnPasskey(scope, party);
  const ceremony = { challenge: options.challenge, origin: party.origin, rpId: party.id };
  const input = FinishOwnPasskey.parse({
    made: device.make({ ...ceremony, ...change }),
    name: 'My laptop',
  });
  return finishOwnPasskey(scope, party, kept, input);
}

interface Attempt {
  at?: TenantIdentity;
  origin?: string;
  rpId?: string;
  challenge?: string;
  verified?: boolean;
  handle?: string;
  counted?: number;
}

type Holder = Pick<Awaited<ReturnType<typeof withPasskey>>, 'device' | 'handle'>;

async function enter({ device, handle }: Holder, change: Attempt = {}) {
  const tenant = change.at ?? a;
  const party = partyOf(tenant);
  const { options, kept } = await beginPasskeySignIn(party);
  const ceremony = { challenge: options.challenge, origin: party.origin, rpId: party.id };
  const json = device.sign({ ...ceremony, ...change }, change.handle ?? handle, change.counted);
  const signed = SignedChallenge.parse(json);
  const finish = () =>
    finishPasskeySignIn(place(tenant), party, kept, { signed, userAgent: 'Test' });
  return { finish, json, kept };
}

const refused = { status: 401, key: 'session.passkeyRefused' };

describe('signing in with a passkey', () => {
  it('makes a session by itself, and says so in the log', async () => {
    const holder = await withPasskey();
    const { finish } = await enter(holder);
    const { result, entries } = await withAudit(a, finish);
    expect(entries).toMatchObject([
      { event: 'session.started', actorId: holder.scope.actor.id, after: { method: 'passkey' } },
    ]);
    expect(await readTechnicianSession(place(), result.sessionId)).toMatchObject({
      actor: { id: holder.scope.actor.id, role: 'admin' },
    });
    const [used] = (await readOwnFactors(holder.scope)).passkeys;
    expect(used).toMatchObject({ name: 'My laptop', lastUsedAt: expect.any(Date) });
  });

  it('takes one answer once, also of two at the same moment', async () => {
    const { finish } = await enter(await withPasskey());
    const both = await Promise.allSettled([finish(), finish()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusalOf(finish())).toMatchObject(refused);
  });

  it.each<[string, Attempt]>([
    ['another origin', { origin: 'https://evil.test' }],
    ['plain HTTP', { origin: `http://${a.managedHost}` }],
    ['another host', { rpId: 'evil.test' }],
    ['another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['a device that did not look at its person', { verified: false }],
    ['somebody else’s name', { handle: userHandleOf(a.id) }],
    ['nobody’s name', { handle: '' }],
  ])('refuses %s', async (_, change) => {
    const { finish } = await enter(await withPasskey(), change);
    expect(await refusalOf(finish())).toMatchObject(refused);
  });

  it('refuses a count that falls back: then there is a copy', async () => {
    const holder = await withPasskey();
    await (await enter(holder, { counted: 7 })).finish();
    expect(await refusalOf((await enter(holder, { counted: 7 })).finish())).toMatchObject(refused);
    expect(await refusalOf((await enter(holder, { counted: 3 })).finish())).toMatchObject(refused);
    await (await enter(holder, { counted: 8 })).finish();
  });

  it('refuses a challenge after five minutes, of another browser, and none', async () => {
    const holder = await withPasskey();
    const { json, kept } = await enter(holder);
    const signed = SignedChallenge.parse(json);
    const finish = (cookie: string | undefined) =>
      finishPasskeySignIn(place(), partyOf(a), cookie, { signed, userAgent: '' });
    const other = (await beginPasskeySignIn(partyOf(a))).kept;
    const forAdding = (await beginOwnPasskey(holder.scope, partyOf(a))).kept;
    const otherTenants = (await beginPasskeySignIn(partyOf(b))).kept;
    for (const cookie of [undefined, 'x', other, forAdding, otherTenants]) {
      expect(await refusalOf(finish(cookie))).toMatchObject(refused);
    }
    clock.now = () => new Date(now().getTime() + minutes(5));
    expect(await refusalOf(finish(kept))).toMatchObject(refused);
  });

  it('knows no passkey of another tenant', async () => {
    const holder = await withPasskey(b);
    expect(await refusalOf((await enter(holder)).finish())).toMatchObject(refused);
    await (await enter(holder, { at: b })).finish();
  });

  it('refuses somebody who was disabled, and an unknown device, alike', async () => {
    const holder = await withPasskey();
    await asTechnician(a, 'admin');
    await disableTechnician(await asSystem(a), { id: holder.scope.actor.id });
    const stranger = { device: softAuthenticator(), handle: holder.handle };
    const [disabled, unknown] = [
      await refusalOf((await enter(holder)).finish()),
      await refusalOf((await enter(stranger)).finish()),
    ];
    expect(disabled).toMatchObject(refused);
    expect({ ...unknown }).toEqual({ ...disabled });
  });
});

describe('adding a passkey', () => {
  it('leaves an entry, and recovery codes with the first', async () => {
    const scope = await asTechnician(a);
    const { result, entries } = await withAudit(a, () => addTo(scope));
    expect(entries).toMatchObject([
      { event: 'technician.passkeyAdded', after: { name: 'My laptop' } },
    ]);
    expect(result.recoveryCodes).toHaveLength(10);
    expect(await addTo(scope)).toEqual({});
    expect(await readOwnFactors(scope)).toMatchObject({
      totpSince: null,
      passkeys: [{ name: 'My laptop' }, { name: 'My laptop' }],
      recoveryCodesLeft: 10,
    });
  });

  it.each([
    ['another origin', { origin: 'https://evil.test' }],
    ['another host', { rpId: 'evil.test' }],
    ['another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['a device that did not look at its person', { verified: false }],
  ])('refuses %s', async (_, change) => {
    const scope = await asTechnician(a);
    const refusal = await refusalOf(addTo(scope, softAuthenticator(), change));
    expect(refusal).toMatchObject({ status: 422, key: 'session.passkeyNotMade' });
    expect((await readOwnFactors(scope)).passkeys).toEqual([]);
  });

  it('refuses one that is known, a used challenge, and one of another session', async () => {
    const { scope, device } = await withPasskey();
    expect(await refusalOf(addTo(scope, device))).toMatchObject({ key: 'people.passkeyKnown' });
    expect(await refusalOf(addTo(await asTechnician(a), device))).toMatchObject({
      key: 'people.passkeyKnown',
    });
    const party = partyOf(a);
    const { options, kept } = await beginOwnPasskey(scope, party);
    const ceremony = { challenge: options.challenge, origin: party.origin, rpId: party.id };
    const made = () =>
      FinishOwnPasskey.parse({ made: softAuthenticator().make(ceremony), name: 'Another' });
    const other = await asTechnician(a);
    const notMade = { key: 'session.passkeyNotMade' };
    expect(await refusalOf(finishOwnPasskey(other, party, kept, made()))).toMatchObject(notMade);
    await finishOwnPasskey(scope, party, kept, made());
    expect(await refusalOf(finishOwnPasskey(scope, party, kept, made()))).toMatchObject(notMade);
  });
});
