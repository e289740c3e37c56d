import { describe, expect, it } from 'vitest';
import { changeTechnician } from '@/people/change-technician';
import { disableTechnician, enableTechnician } from '@/people/disable-technician';
import { importTechnician } from '@/people/import-people';
import { readTechnicians } from '@/people/read-technicians';
import { readTechnicianSession } from '@/session/read-session';
import { signIn } from '@/session/sign-in';
import type { Place } from '@/session/tenant-of-request';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const password = 'a long enough password';
const lastAdmin = { key: 'people.lastAdmin', status: 409 };
let people = 0;

async function tenantWith(admins: number) {
  const tenant = await makeTenant();
  const scopes = [];
  for (let n = 0; n < admins; n++) scopes.push(await asTechnician(tenant, 'admin'));
  return { tenant, admins: scopes };
}

/** Somebody who has signed in, and who they are at their next request. */
async function signedIn(tenant: Place['tenant'], role: 'admin' | 'technician') {
  const email = `person.${++people}@msp.test`;
  const facts = { name: 'P', email, role, language: null, password };
  const id = await importTechnician(await asSystem(tenant), facts);
  const place: Place = {
    tenant,
    kind: 'managed',
    host: tenant.managedHost,
    secure: false,
    address: `198.51.100.${people}`,
  };
  const { sessionId = '' } = await signIn(place, 'technician', {
    login: email,
    password,
    userAgent: '',
  });
  return { id, now: async () => (await readTechnicianSession(place, sessionId))?.actor.role };
}

describe('a role', () => {
  it('is what it is at the next request', async () => {
    const { tenant, admins } = await tenantWith(1);
    const boss = admins[0]!;
    const person = await signedIn(tenant, 'technician');
    await changeTechnician(boss, { id: person.id, role: 'admin' });
    expect(await person.now()).toBe('admin');
    await changeTechnician(boss, { id: person.id, role: 'technician' });
    expect(await person.now()).toBe('technician');
    await disableTechnician(boss, { id: person.id });
    expect(await person.now()).toBeUndefined();
    await enableTechnician(boss, { id: person.id });
    expect(await person.now()).toBeUndefined();
  });

  it('of an admin may be given up while there is another one', async () => {
    const { admins } = await tenantWith(2);
    const [one, two] = admins as [(typeof admins)[0], (typeof admins)[0]];
    await changeTechnician(one, { id: one.actor.id, role: 'technician' });
    const last = changeTechnician(two, { id: two.actor.id, role: 'technician' });
    expect(await refusalOf(last)).toMatchObject(lastAdmin);
    expect(await refusalOf(disableTechnician(two, { id: two.actor.id }))).toMatchObject(lastAdmin);
  });

  it('of the last admin stays, whoever asks, and whoever else is disabled', async () => {
    const { tenant, admins } = await tenantWith(2);
    const [one, two] = admins as [(typeof admins)[0], (typeof admins)[0]];
    await disableTechnician(one, { id: two.actor.id });
    const key = await asApiKey(tenant, ['technicians:write']);
    for (const scope of [one, key, await asSystem(tenant)]) {
      const demote = changeTechnician(scope, { id: one.actor.id, role: 'technician' });
      expect(await refusalOf(demote)).toMatchObject(lastAdmin);
      const disable = disableTechnician(scope, { id: one.actor.id });
      expect(await refusalOf(disable)).toMatchObject(lastAdmin);
    }
    await changeTechnician(one, { id: two.actor.id, role: 'technician' });
  });

  it('of one admin remains when two give up and disable at the same moment', async () => {
    const { tenant, admins } = await tenantWith(2);
    const [one, two] = admins as [(typeof admins)[0], (typeof admins)[0]];
    const outcomes = await Promise.allSettled([
      changeTechnician(one, { id: one.actor.id, role: 'technician' }),
      changeTechnician(two, { id: two.actor.id, role: 'technician' }),
      disableTechnician(one, { id: two.actor.id }),
    ]);
    // Who has given up already may be disabled too: what counts is who is left.
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    const left = await readTechnicians(await asSystem(tenant), { enabledOnly: true });
    expect(left.filter(({ role }) => role === 'admin')).toHaveLength(1);
  });
});
