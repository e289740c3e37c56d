import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { disableContact } from '@/people/disable-contact';
import { findPeople } from '@/people/find-people';
import { readSectionMembers, readSectionReach } from '@/people/read-section-members';
import { contacts } from '@/people/tables';
import { newId } from '@/platform/ids';
import { addSectionMembers } from '@/settings/change-section-members';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const technician = await asTechnician(tenant);
const other = await asTechnician(await makeTenant(), 'admin');
const company = await makeCompany(tenant, 'Österreichische Mühlen');

async function people(names: string[], of = company): Promise<string[]> {
  const rows = names.map((name) => ({
    tenantId: tenant.id,
    id: newId(),
    companyId: of.id,
    name,
    username: `u-${newId().slice(-12)}`,
    email: `${newId().slice(-12)}@mill.test`,
  }));
  await inTenant(tenant.id, (tx) => tx.insert(contacts).values(rows));
  return rows.map(({ id }) => id);
}

const names = ['José Núñez', 'Josef Xaver', 'Ann 100%', 'Ann_Marie', 'Müller Ann', 'Zoë Okafor'];
await people(names);
const find = async (q: string, scope: Scope<Staff> = technician) =>
  (await findPeople(scope, { whom: 'contact', q })).rows.map(({ name }) => name);

describe('finding contacts', () => {
  it.each([
    ['jose', ['José Núñez', 'Josef Xaver']],
    ['NÚÑ', ['José Núñez']],
    ['nunez jose', ['José Núñez']],
    ['zoe', ['Zoë Okafor']],
    ['oe', []], // of two letters only where a word begins
    ['ok', ['Zoë Okafor']],
    ['x', ['Josef Xaver']],
    ['%', []],
    ['100%', ['Ann 100%']],
    ['n_m', ['Ann_Marie']],
    ['ann mü', ['Müller Ann']],
    ['nobody of this name', []],
    ['\0', names],
  ])('%s', async (q, found) => {
    expect((await find(q)).sort()).toEqual([...found].sort());
  });

  it('says where they are and how they sign in, and leaves out who cannot', async () => {
    const gone = await asContact(tenant, { company });
    const q = gone.actor.name.slice(-4);
    const [row] = (await findPeople(technician, { whom: 'contact', q: gone.actor.name })).rows;
    expect(row).toEqual({
      id: gone.actor.id,
      name: gone.actor.name,
      company: company.name,
      login: expect.stringContaining('@customer.test'),
    });
    await disableContact(admin, { id: gone.actor.id });
    expect(await find(`Contact ${q}`)).toEqual([]);
  });

  it('goes through all of them by pages of 25', async () => {
    const many = await makeCompany(tenant);
    const wanted = Array.from({ length: 60 }, (_, i) => `Pagewise ${String(i).padStart(2, '0')}`);
    await people(wanted, many);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await findPeople(technician, { whom: 'contact', q: 'pagewise', cursor });
      expect(page.rows.length).toBeLessThanOrEqual(25);
      seen.push(...page.rows.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(wanted);
  });

  it('finds nobody of another tenant', async () => {
    expect(await find('jose', other)).toEqual([]);
    expect((await findPeople(other, { whom: 'company', q: '' })).rows).toEqual([]);
  });

  it('refuses contacts, keys without the scope, and technicians the selection', async () => {
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    const key = await asApiKey(tenant, ['tickets:read']);
    for (const whom of ['contact', 'company'] as const) {
      expect((await refusalOf(findPeople(contact, { whom }))).key).toBe('people.staffOnly');
      expect((await refusalOf(findPeople(key, { whom }))).key).toBe('api.scopeMissing');
      const asked = findPeople(technician, { whom, section: 'ticketing' });
      expect((await refusalOf(asked)).key).toBe('session.adminsOnly');
    }
  });
});

describe('who is chosen', () => {
  it('is said beside what is found, and listed by pages with how many it reaches', async () => {
    const empty = { contacts: 0, companies: 0, people: 0 };
    const sections = ['selfService', 'assistant'] as const;
    expect(await readSectionReach(admin, sections)).toEqual({
      selfService: empty,
      assistant: empty,
    });
    const firm = await makeCompany(tenant, 'Zebra Works');
    const staff = await people(['Zara One', 'Zara Two'], firm);
    const crowd = await people(Array.from({ length: 28 }, (_, i) => `Crowd ${i + 10}`));
    const contactIds = [...crowd, staff[0]!];
    await addSectionMembers(admin, { section: 'selfService', contactIds, companyIds: [firm.id] });
    const { rows } = await findPeople(admin, {
      whom: 'contact',
      q: 'zara',
      section: 'selfService',
    });
    expect(rows.map(({ chosen }) => chosen)).toEqual([true, false]);
    const found = await findPeople(admin, { whom: 'company', q: 'zebra', section: 'selfService' });
    expect(found.rows).toEqual([{ id: firm.id, name: firm.name, contactCount: 2, chosen: true }]);
    expect((await readSectionReach(admin, sections)).selfService).toEqual({
      contacts: 29,
      companies: 1,
      people: 30,
    });
    const asked = { section: 'selfService', whom: 'contact' } as const;
    const first = await readSectionMembers(admin, asked);
    expect(first.rows).toHaveLength(25);
    const rest = await readSectionMembers(admin, { ...asked, cursor: first.nextCursor! });
    expect(rest.rows.map(({ name }) => name)).toEqual([
      'Crowd 35',
      'Crowd 36',
      'Crowd 37',
      'Zara One',
    ]);
    expect(rest.nextCursor).toBeNull();
    const firms = await readSectionMembers(admin, { section: 'selfService', whom: 'company' });
    expect(firms.rows).toEqual([{ id: firm.id, name: firm.name }]);
    expect((await readSectionMembers(other, asked)).rows).toEqual([]);
    expect((await refusalOf(readSectionMembers(technician, asked))).key).toBe('session.adminsOnly');
    expect((await refusalOf(readSectionReach(technician, sections))).key).toBe(
      'session.adminsOnly',
    );
  });
});
