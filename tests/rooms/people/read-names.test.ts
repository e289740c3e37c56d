import { expect, it } from 'vitest';
import { readNames } from '@/people/read-names';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asContact, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();

it('names people and companies of one’s own tenant, and nobody else', async () => {
  const tenant = await makeTenant();
  const technician = await asTechnician(tenant);
  const { actor } = await asContact(tenant);
  const stranger = await asContact(await makeTenant('Other IT'));
  const ids = [actor.id, actor.companyId, technician.actor.id, stranger.actor.id, newId(), 'open'];
  expect(await readNames(technician, ids)).toEqual(
    new Map([
      [actor.id, actor.name],
      [actor.companyId, actor.companyName],
      [technician.actor.id, technician.actor.name],
    ]),
  );
});

it('is refused to contacts (403)', async () => {
  const contact = await asContact(await makeTenant());
  expect(await refusalOf(readNames(contact as never, [contact.actor.id]))).toMatchObject({
    status: 403,
  });
});
