import { describe, expect, it } from 'vitest';
import { ChangeCompany, changeCompany } from '@/people/change-company';
import { changeContact } from '@/people/change-contact';
import { CreateCompany, createCompany } from '@/people/create-company';
import { CreateContact, createContact } from '@/people/create-contact';
import { deleteCompany } from '@/people/delete-company';
import { readCompanies, readCompany } from '@/people/read-companies';
import { newId } from '@/platform/ids';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { openTicket } from '@/tickets/open-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const technician = await asTechnician(tenant);
const stranger = await asTechnician(await makeTenant('Other IT'));
const create = (name: string, domains: string[] = []) =>
  createCompany(technician, CreateCompany.parse({ name, domains }));

describe('companies', () => {
  it('are created with the domains that were meant, and one audit entry', async () => {
    const { result, entries } = await withAudit(tenant, () =>
      create('  Alder   Finch ', [
        'https://www.AlderFinch.test/contact',
        '@alderfinch.test, bücher.test',
      ]),
    );
    expect(await readCompany(technician, result.id)).toMatchObject({
      name: 'Alder Finch',
      domains: ['alderfinch.test', 'xn--bcher-kva.test'],
      contactCount: 0,
      can: { change: { allowed: true }, delete: { allowed: true } },
    });
    expect(entries.map((entry) => entry.event)).toEqual(['company.created']);
    expect(entries[0]).toMatchObject({ actorKind: 'technician', subjectId: result.id });
  });

  it('refuse a taken name, no domain and freemail, each beside its field', async () => {
    await create('Taken');
    expect(await refusalOf(create('tAKEN'))).toMatchObject({
      status: 422,
      fields: { name: 'people.companyNameTaken' },
    });
    for (const [domain, key] of [
      ['gmail.com', 'people.freemailDomain'],
      ['no domain', 'people.badDomain'],
      ['a_b.test', 'people.badDomain'],
      ['acme＠test.test', 'people.badDomain'],
    ] as const) {
      const refusal = await refusalOf(create(`Company with ${domain}`, [domain]));
      expect(refusal).toMatchObject({ key, status: 422, fields: { domains: key } });
    }
  });

  it('are changed: name and all domains, or one of the two', async () => {
    const { id } = await create('Before', ['before.test']);
    const { entries } = await withAudit(tenant, () =>
      changeCompany(technician, ChangeCompany.parse({ id, name: 'After' })),
    );
    expect(entries).toMatchObject([
      { event: 'company.changed', before: { name: 'Before' }, after: { name: 'After' } },
    ]);
    await changeCompany(technician, ChangeCompany.parse({ id, domains: 'one.test two.test' }));
    expect(await readCompany(technician, id)).toMatchObject({
      name: 'After',
      domains: ['one.test', 'two.test'],
    });
  });

  it('are deleted when nobody is in them, and refused (409) otherwise', async () => {
    const empty = await create('Empty');
    const { events } = await withAudit(tenant, () => deleteCompany(technician, empty));
    expect(events).toEqual(['company.deleted']);
    expect(await refusalOf(readCompany(technician, empty.id))).toMatchObject({ status: 404 });
    const full = await create('Full');
    await createContact(technician, CreateContact.parse({ companyId: full.id, name: 'Ann Other' }));
    expect(await refusalOf(deleteCompany(technician, full))).toMatchObject({
      key: 'people.companyHasContacts',
      status: 409,
      values: { count: 1 },
    });
    expect((await readCompany(technician, full.id)).can.delete).toMatchObject({ allowed: false });
  });

  it('stay while they have tickets, though the contacts have moved on', async () => {
    const [old, next] = [await create('Old employer'), await create('New employer')];
    const mover = await asContact(tenant, { company: { id: old.id, name: 'Old employer' } });
    await createDefaultStatuses(await asSystem(tenant));
    await openTicket(mover, { title: 'Badge', description: 'It does not open the door.' });
    await changeContact(technician, { id: mover.actor.id, companyId: next.id });
    expect(await refusalOf(deleteCompany(technician, old))).toMatchObject({
      key: 'people.companyHasTickets',
      status: 409,
    });
    expect((await readCompany(technician, old.id)).name).toBe('Old employer');
  });

  it('of another tenant are not found, and their names are free', async () => {
    const { id } = await create('Secret customer');
    const unknown = newId();
    for (const deed of [
      (id: string) => readCompany(stranger, id),
      (id: string) => changeCompany(stranger, { id, name: 'Mine' }),
      (id: string) => deleteCompany(stranger, { id }),
    ]) {
      const [foreign, missing] = [await refusalOf(deed(id)), await refusalOf(deed(unknown))];
      expect({ ...foreign }).toEqual({ ...missing });
      expect(foreign.status).toBe(404);
    }
    expect((await readCompanies(stranger)).rows).toEqual([]);
    await createCompany(stranger, CreateCompany.parse({ name: 'Secret customer' }));
  });

  it('refuse contacts and keys without the scope', async () => {
    const contact = await asContact(tenant);
    const reader = await asApiKey(tenant, ['companies:read']);
    const { id } = await create('Guarded');
    for (const wrong of [contact, reader]) {
      const as = wrong as unknown as typeof technician;
      const refusals = await Promise.all(
        [
          createCompany(as, { name: 'X', domains: [] }),
          changeCompany(as, { id, name: 'X' }),
          deleteCompany(as, { id }),
        ].map((deed) => refusalOf(deed)),
      );
      expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403]);
    }
    expect((await readCompany(reader, id)).can.change).toEqual({
      allowed: false,
      reason: 'api.scopeMissing',
      values: { scope: 'companies:write' },
    });
    const blind = await asApiKey(tenant, ['contacts:read']);
    expect(await refusalOf(readCompanies(blind))).toMatchObject({
      key: 'api.scopeMissing',
      values: { scope: 'companies:read' },
    });
  });

  it('are listed by name in pages, and searched without accents and wildcards', async () => {
    const tenant = await makeTenant('Lists');
    const lister = await asTechnician(tenant);
    for (const name of ['Écluse', 'beta', 'Alpha', '100 % Holz', 'Zeta'])
      await createCompany(lister, CreateCompany.parse({ name }));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readCompanies>> = await readCompanies(lister, {
        cursor,
        limit: 2,
      });
      seen.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen.filter((name) => ['Alpha', 'beta', 'Zeta'].includes(name))).toEqual([
      'Alpha',
      'beta',
      'Zeta',
    ]);
    const found = async (q: string) =>
      (await readCompanies(lister, { q })).rows.map((row) => row.name);
    expect(await found('ecl')).toEqual(['Écluse']);
    expect(await found('%')).toEqual(['100 % Holz']);
  });
});
