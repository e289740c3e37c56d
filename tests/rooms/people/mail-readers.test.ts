import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { contactReaders } from '@/people/mail-readers';
import { changeSection } from '@/settings/change-section';
import { makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { nextRequest } from '~tests/setup/tenants';

await freshDatabase();

it('mails about tickets reach those who have the section, by the same rule as the portal', async () => {
  const { tenant, admin, requester, colleague, outsider } = await makeDesk();
  const people = [requester, colleague, outsider].map(({ actor }) => actor.id);
  const reached = async () => {
    const scope = await nextRequest(admin);
    const readers = await inTenant(tenant.id, (tx) =>
      contactReaders(tx, scope, 'ticketing', people),
    );
    return readers.map(({ id }) => id).sort();
  };
  const change = (wish: Omit<Parameters<typeof changeSection>[1], 'section'>) =>
    changeSection(admin, { section: 'ticketing', ...wish });
  expect(await reached()).toEqual([...people].sort());
  await change({ audience: 'selected', contactIds: [outsider.actor.id] });
  expect(await reached()).toEqual([outsider.actor.id]);
  await change({ contactIds: [], companyIds: [requester.actor.companyId] });
  expect(await reached()).toEqual([requester.actor.id, colleague.actor.id].sort());
  await change({ audience: 'nobody' });
  expect(await reached()).toEqual([]);
});
