import { describe, expect, it } from 'vitest';
import { ChangeManyContacts, changeManyContacts } from '@/people/change-many-contacts';
import { disableContact } from '@/people/disable-contact';
import { readContact } from '@/people/read-contact';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const technician = await asTechnician(tenant);
const company = await makeCompany(tenant);
const people = await Promise.all(
  Array.from({ length: 6 }, () => asContact(tenant, { company, isPrimary: true })),
);
const ids = people.map(({ actor }) => actor.id);
const foreign = await asContact(await makeTenant('Other IT'));

describe('changing many contacts', () => {
  it('disables and enables each with its own audit entry, and skips what isn’t ours', async () => {
    const wanted = [...ids, foreign.actor.id];
    const off = await withAudit(tenant, () =>
      changeManyContacts(technician, { ids: wanted, deed: 'disable' }),
    );
    expect(off.result).toEqual({ done: 6, skipped: [{ reason: 'notFound', count: 1 }] });
    expect(off.events).toEqual(ids.map(() => 'contact.disabled'));
    expect((await readContact(technician, ids[0]!)).disabled).toBe(true);
    const on = await withAudit(tenant, () =>
      changeManyContacts(technician, { ids, deed: 'enable' }),
    );
    expect(on.result).toEqual({ done: 6, skipped: [] });
    expect(on.events).toEqual(ids.map(() => 'contact.enabled'));
    const other = await asTechnician(foreign.tenant);
    expect((await readContact(other, foreign.actor.id)).disabled).toBe(false);
  });

  it('sends the welcome mail to whom it can be sent', async () => {
    await disableContact(technician, { id: ids[0]! });
    const { result, events } = await withAudit(tenant, () =>
      changeManyContacts(technician, { ids, deed: 'sendWelcome' }),
    );
    expect(result).toEqual({ done: 5, skipped: [{ reason: 'people.contactDisabled', count: 1 }] });
    expect(events.filter((event) => event === 'contact.welcomed')).toHaveLength(5);
  });

  it('moves them, without their rights as primary contacts', async () => {
    const target = await makeCompany(tenant);
    const { result, events } = await withAudit(tenant, () =>
      changeManyContacts(technician, { ids, deed: 'move', companyId: target.id }),
    );
    expect(result).toEqual({ done: 6, skipped: [] });
    expect(events).toEqual(ids.map(() => 'contact.changed'));
    expect(await readContact(technician, ids[1]!)).toMatchObject({
      company: target,
      isPrimary: false,
    });
    const nowhere = changeManyContacts(technician, { ids, deed: 'move', companyId: newId() });
    expect(await refusalOf(nowhere)).toMatchObject({ key: 'people.companyUnknown', status: 422 });
  });

  it('takes at most 500, needs a company to move to, and is for technicians', async () => {
    const many = Array.from({ length: 501 }, () => newId());
    expect(ChangeManyContacts.safeParse({ ids: many, deed: 'disable' }).success).toBe(false);
    expect(ChangeManyContacts.safeParse({ ids: [], deed: 'disable' }).success).toBe(false);
    expect(ChangeManyContacts.safeParse({ ids, deed: 'move' }).success).toBe(false);
    expect(ChangeManyContacts.parse({ ids: [...ids, ...ids], deed: 'enable' }).ids).toEqual(ids);
    const refused = changeManyContacts(people[0]! as never, { ids, deed: 'disable' });
    expect(await refusalOf(refused)).toMatchObject({ status: 403 });
  });
});
