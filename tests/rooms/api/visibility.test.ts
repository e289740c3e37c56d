import { describe, expect, it } from 'vitest';
import { entitlementNames } from '@/settings/entitlement-names';
import { grantEntitlement, revokeEntitlement } from '@/settings/grant-entitlement';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asSystem } from '~tests/setup/tenants';
import { apiTenant, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const { contact } = await makePeople(a, 'Seen');
const system = await asSystem(a.tenant);
const body = { requesterId: contact.id, title: 'Printer', description: 'Red' };
const { number } = (await a.call('POST', '/tickets', { body })).json;

describe('visibility', () => {
  it('of a contact is told with its reasons, and follows the settings', async () => {
    const address = `/contacts/${contact.id}/visibility`;
    const { status, json } = await a.call('GET', address);
    expect(status).toBe(200);
    expect(json.sections[0]).toEqual({ name: 'ticketing', has: true, reason: 'everyone' });
    expect(json.canSignIn).toBe(true);
    await a.call('PATCH', '/portal/sections/ticketing', { body: { audience: 'nobody' } });
    const hidden = (await a.call('GET', address)).json;
    expect(hidden.sections[0]).toEqual({ name: 'ticketing', has: false, reason: 'nobody' });
    await a.call('PATCH', '/portal/sections/ticketing', { body: { audience: 'everyone' } });
  });

  it('of a ticket names its people', async () => {
    const { json } = await a.call('GET', `/tickets/${number}/visibility`);
    expect(json).toEqual({
      statusVisible: true,
      people: [
        {
          id: contact.id,
          name: expect.any(String),
          as: 'requester',
          sees: true,
          reason: 'requester',
        },
      ],
    });
  });

  it('is not another tenant’s, nor a key’s without the scope', async () => {
    expect((await b.call('GET', `/contacts/${contact.id}/visibility`)).status).toBe(404);
    expect((await b.call('GET', '/tickets/999999/visibility')).status).toBe(404);
    const key = await keyFor(a.tenant, ['settings:read']);
    expect((await a.call('GET', `/contacts/${contact.id}/visibility`, { key })).status).toBe(403);
    expect((await a.call('GET', `/tickets/${number}/visibility`, { key })).status).toBe(403);
  });
});

describe('entitlements', () => {
  it('stand in the portal, and their sections answer 403 without the grant', async () => {
    const all = Object.fromEntries(entitlementNames.map((name) => [name, true]));
    expect((await a.call('GET', '/portal')).json.entitlements).toEqual(all);
    const change = (section: string) =>
      a.call('PATCH', `/portal/sections/${section}`, { body: { audience: 'everyone' } });
    for (const section of ['assistant', 'selfService'] as const) {
      expect((await change(section)).status).toBe(200);
      await revokeEntitlement(system, { entitlement: section });
      expect((await a.call('GET', '/portal')).json.entitlements[section]).toBe(false);
      const refused = await change(section);
      expect(refused).toMatchObject({ status: 403, json: { code: 'entitlement_required' } });
      const seen = (await a.call('GET', `/contacts/${contact.id}/visibility`)).json.sections;
      const reason = seen.find(({ name }: { name: string }) => name === section);
      expect(reason).toEqual({ name: section, has: false, reason: 'notEntitled' });
      await grantEntitlement(system, { entitlement: section });
      expect((await change(section)).status).toBe(200);
    }
  });
});
