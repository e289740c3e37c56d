import { describe, expect, it, vi } from 'vitest';
import type { Scope, System, Technician } from '@/access/scope';
import { changeSection } from '@/settings/change-section';
import { addSectionMembers } from '@/settings/change-section-members';
import { entitlementNames } from '@/settings/entitlement-names';
import { isGranted, readEntitlements } from '@/settings/entitlements';
import { grantEntitlement, revokeEntitlement } from '@/settings/grant-entitlement';
import { requestEntitlement } from '@/settings/request-entitlement';
import { hasSection } from '@/settings/sections';
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
const assistant = { entitlement: 'assistant' } as const;

async function aTenant() {
  const tenant = await makeTenant();
  return { tenant, system: await asSystem(tenant), admin: await asTechnician(tenant, 'admin') };
}

const grantedTo = async (scope: Scope) =>
  Object.fromEntries(
    readEntitlements(await nextRequest(scope)).map(({ name, granted }) => [name, granted]),
  );

describe('what the operator grants', () => {
  it('is all there is, unless the environment or a decision says otherwise', async () => {
    const { system } = await aTenant();
    expect(await grantedTo(system)).toEqual({
      assistant: true,
      selfService: true,
      softwareCatalogue: true,
    });
    expect(entitlementNames.some((name) => isGranted({ [name]: false }, name))).toBe(false);
    expect(isGranted({}, 'ticketing')).toBe(true);
  });

  it('is given and taken at the next request, with an entry each', async () => {
    const { tenant, system, admin } = await aTenant();
    const revoked = await withAudit(tenant, () => revokeEntitlement(system, assistant));
    expect(revoked.events).toEqual(['entitlement.revoked']);
    expect(await grantedTo(admin)).toMatchObject({ assistant: false, selfService: true });
    const again = await withAudit(tenant, () => revokeEntitlement(system, assistant));
    expect(again.events).toEqual([]);
    const granted = await withAudit(tenant, () => grantEntitlement(system, assistant));
    expect(granted.events).toEqual(['entitlement.granted']);
    expect(granted.entries[0]).toMatchObject({ subjectId: 'assistant', actorKind: 'system' });
    expect(await grantedTo(admin)).toMatchObject({ assistant: true });
  });

  it('is of one tenant alone, and nobody else decides', async () => {
    const { system, admin } = await aTenant();
    const other = await aTenant();
    await revokeEntitlement(system, assistant);
    expect(await grantedTo(other.admin)).toMatchObject({ assistant: true });
    for (const scope of [admin, await asApiKey(system.tenant, ['settings:write'])]) {
      const refused = await refusalOf(grantEntitlement(scope as Scope as Scope<System>, assistant));
      expect([refused.status, refused.key]).toEqual([403, 'settings.operatorsOnly']);
    }
    expect(await grantedTo(admin)).toMatchObject({ assistant: false });
  });
});

describe('without the grant', () => {
  it('nobody has the section, whatever its audience; with it the audience is as it was', async () => {
    const { tenant, system } = await aTenant();
    await changeSection(system, { section: 'assistant', audience: 'everyone' });
    const contact = await asContact(tenant);
    const has = async () => hasSection((await nextRequest(contact)).actor, 'assistant');
    expect(await has()).toBe(true);
    await revokeEntitlement(system, assistant);
    expect(await has()).toBe(false);
    await grantEntitlement(system, assistant);
    expect(await has()).toBe(true);
  });

  it.each(['assistant', 'selfService'] as const)('%s can’t be changed: 403', async (section) => {
    const { tenant, system, admin } = await aTenant();
    await revokeEntitlement(system, { entitlement: section });
    const key = await asApiKey(tenant, ['settings:write']);
    for (const scope of [await nextRequest(admin), await nextRequest(key)]) {
      const { result, events } = await withAudit(tenant, () =>
        refusalOf(changeSection(scope, { section, audience: 'everyone' })),
      );
      expect([result.status, result.key, events]).toEqual([403, 'entitlement_required', []]);
      const members = refusalOf(addSectionMembers(scope, { section, contactIds: [] }));
      expect((await members).key).toBe('entitlement_required');
      await changeSection(scope, { section: 'ticketing', audience: 'everyone' });
    }
  });
});

describe('a request for it', () => {
  it('is made once, is shown, and is settled by the grant', async () => {
    const { tenant, system, admin } = await aTenant();
    await revokeEntitlement(system, assistant);
    const { events } = await withAudit(tenant, () => requestEntitlement(admin, assistant));
    expect(events).toEqual(['entitlement.requested']);
    const asked = async () => readEntitlements(await nextRequest(admin))[0]!.requested;
    const first = await asked();
    expect(first).toEqual({ at: expect.any(Date), by: admin.actor.name });
    const second = await asTechnician(tenant, 'admin');
    const again = await withAudit(tenant, () => requestEntitlement(second, assistant));
    expect([again.events, await asked()]).toEqual([[], first]);
    await grantEntitlement(system, assistant);
    expect(await asked()).toBeNull();
  });

  it('is refused for what the tenant has, and to who is no admin', async () => {
    const { tenant, system, admin } = await aTenant();
    const refused = await refusalOf(requestEntitlement(admin, assistant));
    expect([refused.status, refused.key]).toEqual([409, 'settings.entitledAlready']);
    await revokeEntitlement(system, assistant);
    const technician = await asTechnician(tenant);
    expect((await refusalOf(requestEntitlement(technician, assistant))).status).toBe(403);
    const contact = (await asContact(tenant)) as Scope as Scope<Technician>;
    expect((await refusalOf(requestEntitlement(contact, assistant))).status).toBe(403);
    expect(readEntitlements(await nextRequest(admin))[0]!.requested).toBeNull();
  });
});

it('the environment decides for tenants about whom the operator has not', async () => {
  vi.resetModules();
  vi.stubEnv('ENTITLEMENTS', 'selfService');
  const { isGranted: granted } = await import('@/settings/entitlements');
  expect(entitlementNames.map((name) => granted(null, name))).toEqual([false, true, false]);
  expect(granted({ assistant: true }, 'assistant')).toBe(true);
  const { parseEnv } = await import('@/platform/env');
  expect(() => parseEnv({ ENTITLEMENTS: 'everything' })).toThrow(/ENTITLEMENTS/);
  vi.unstubAllEnvs();
});
