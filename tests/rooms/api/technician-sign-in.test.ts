import { expect, it } from 'vitest';
import { addPasskey } from '@/people/factors/add-passkey';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { asTechnician } from '~tests/setup/tenants';
import { apiTenant } from './api-caller';

await freshDatabase();
const { tenant, call } = await apiTenant();
const b = await apiTenant();
const path = '/settings/technician-sign-in';

it('says and changes whether technicians must have a second factor', async () => {
  expect((await call('GET', path)).json).toEqual({ secondFactorRequired: false });
  const changed = await call('PATCH', path, { body: { secondFactorRequired: true } });
  expect([changed.status, changed.json]).toEqual([200, { secondFactorRequired: true }]);
  expect((await call('GET', path)).json).toEqual({ secondFactorRequired: true });
  expect((await auditOf(tenant)).at(-1)).toMatchObject({
    event: 'settings.technicianSignInChanged',
    actorKind: 'apiKey',
    after: { secondFactorRequired: true },
  });
  expect((await b.call('GET', path)).json).toEqual({ secondFactorRequired: false });
  const lifted = await call('PATCH', path, { body: { secondFactorRequired: false } });
  expect([lifted.status, lifted.json.code]).toEqual([403, 'settings.factorLiftedInPerson']);
  expect((await call('GET', path)).json).toEqual({ secondFactorRequired: true });
  for (const body of [{}, { secondFactorRequired: 'yes' }, { other: true }]) {
    expect((await call('PATCH', path, { body })).status).toBe(422);
  }
});

it('says of each technician whether they have one, and nothing of it', async () => {
  const scope = await asTechnician(tenant);
  const read = async () => (await call('GET', `/technicians/${scope.actor.id}`)).json;
  expect(await read()).toMatchObject({ hasSecondFactor: false });
  const credentialId = 'a-credential';
  const passkey = { name: 'Key', credentialId, publicKey: 'x', signCount: 0, transports: [] };
  await addPasskey(scope, passkey);
  expect(await read()).toMatchObject({ hasSecondFactor: true });
  const { text, json } = await call('GET', '/technicians');
  expect(text).not.toContain(credentialId);
  const own = json.data.find(({ id }: { id: string }) => id === scope.actor.id);
  expect(own.hasSecondFactor).toBe(true);
});
