import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { deleteCompany } from '@/people/delete-company';
import { newId } from '@/platform/ids';
import { eraseContact } from '@/session/erase-contact';
import { changeSection } from '@/settings/change-section';
import { addSectionMembers, removeSectionMembers } from '@/settings/change-section-members';
import { readSections } from '@/settings/read-sections';
import { readSectionFacts, sectionsBy } from '@/settings/section-facts';
import { hasSection, type SectionFacts, sectionNames, whyHasSection } from '@/settings/sections';
import { sectionMembers, settings } from '@/settings/tables';
import { mergeContacts } from '@/tickets/merge-contacts';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import {
  asApiKey,
  asContact,
  asTechnician,
  makeCompany,
  makeTenant,
  nextRequest,
} from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const other = await asTechnician(await makeTenant(), 'admin');
const company = await makeCompany(tenant);
const inCompany = await asContact(tenant, { company });
const chosen = await asContact(tenant);
const outside = await asContact(tenant);

const ticketing = async (scope = admin) => (await readSections(scope)).ticketing;
const has = async (contact: typeof chosen) =>
  hasSection((await nextRequest(contact)).actor, 'ticketing');

describe('the rule', () => {
  const facts = (audience: SectionFacts['audience'], contact = false, of = false) => ({
    audience,
    contactSelected: contact,
    companySelected: of,
  });

  it.each([
    [facts('everyone'), true, 'everyone'],
    [facts('nobody', true, true), false, 'nobody'],
    [facts('selected', true, true), true, 'contactSelected'],
    [facts('selected', false, true), true, 'companySelected'],
    [facts('selected'), false, 'notSelected'],
  ])('%o → %s, %s', (given, answer, reason) => {
    expect(whyHasSection(given)).toEqual({ has: answer, reason });
  });

  it('what a tenant has never chosen: tickets and articles for everyone, the rest for nobody', async () => {
    const found = await inTenant(other.tenant.id, (tx) =>
      readSectionFacts(tx, other.tenant.id, { id: chosen.actor.id, companyId: company.id }),
    );
    expect(sectionsBy(found)).toEqual(['ticketing', 'knowledgeBase']);
  });
});

describe('who has a section', () => {
  it('is changed as a whole, with an entry that names who came and went', async () => {
    const first = await withAudit(tenant, () =>
      changeSection(admin, {
        section: 'ticketing',
        audience: 'selected',
        contactIds: [outside.actor.id, outside.actor.id],
        companyIds: [company.id],
      }),
    );
    expect(first.result).toEqual({
      audience: 'selected',
      contactIds: [outside.actor.id],
      companyIds: [company.id],
    });
    expect(first.events).toEqual(['settings.sectionChanged']);
    expect(first.entries[0]).toMatchObject({
      subjectId: 'ticketing',
      before: { audience: 'everyone', contacts: 0, companies: 0 },
      after: {
        audience: 'selected',
        contacts: 1,
        companies: 1,
        added: [company.id, outside.actor.id],
      },
    });
    const second = await withAudit(tenant, () =>
      changeSection(admin, { section: 'ticketing', contactIds: [chosen.actor.id] }),
    );
    expect(second.entries[0]?.after).toMatchObject({
      added: [chosen.actor.id],
      removed: [outside.actor.id],
    });
    expect(await ticketing()).toEqual(second.result);
    expect([await has(chosen), await has(inCompany), await has(outside)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('changes by whom is added and removed, and nobody else', async () => {
    const add = () =>
      addSectionMembers(admin, { section: 'ticketing', contactIds: [outside.actor.id] });
    const { events, entries } = await withAudit(tenant, add);
    expect(events).toEqual(['settings.sectionMembersAdded']);
    expect(entries[0]).toMatchObject({
      subjectId: 'ticketing',
      after: { section: 'ticketing', added: [outside.actor.id] },
    });
    expect((await withAudit(tenant, add)).events).toEqual([]);
    expect(await has(outside)).toBe(true);
    expect((await ticketing()).contactIds).toHaveLength(2);
    const remove = () =>
      removeSectionMembers(admin, { section: 'ticketing', contactIds: [outside.actor.id] });
    expect((await withAudit(tenant, remove)).events).toEqual(['settings.sectionMembersRemoved']);
    expect((await withAudit(tenant, remove)).events).toEqual([]);
    expect((await ticketing()).contactIds).toEqual([chosen.actor.id]);
  });

  it('loses nobody when many choose at once', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => asContact(tenant)));
    const ids = many.map(({ actor }) => actor.id);
    await Promise.all(
      ids.map((id) => addSectionMembers(admin, { section: 'assistant', contactIds: [id] })),
    );
    expect((await readSections(admin)).assistant.contactIds.sort()).toEqual(ids.sort());
  });

  it('takes ten thousand at once and one more never, and names them in the log as a number', async () => {
    const contactIds = Array.from({ length: 10_000 }, () => newId());
    const { result, entries } = await withAudit(tenant, () =>
      changeSection(admin, { section: 'selfService', contactIds }),
    );
    expect(result.contactIds).toHaveLength(10_000);
    expect(entries[0]?.after).toMatchObject({ contacts: 10_000, added: 10_000 });
    const { events } = await withAudit(tenant, async () => {
      const more = addSectionMembers(admin, { section: 'selfService', contactIds: [newId()] });
      expect(await refusalOf(more)).toMatchObject({
        key: 'settings.tooManyMembers',
        values: { most: 10_000 },
      });
    });
    expect(events).toEqual([]);
    const kept = contactIds.slice(0, 9_000);
    await changeSection(admin, { section: 'selfService', contactIds: kept });
    expect((await readSections(admin)).selfService.contactIds).toHaveLength(9_000);
  });

  it('is a matter of its tenant', async () => {
    expect(await ticketing(other)).toEqual({
      audience: 'everyone',
      contactIds: [],
      companyIds: [],
    });
    await addSectionMembers(other, { section: 'ticketing', contactIds: [chosen.actor.id] });
    await removeSectionMembers(other, { section: 'ticketing', contactIds: [chosen.actor.id] });
    expect((await ticketing()).contactIds).toEqual([chosen.actor.id]);
  });

  it('refuses whoever may not', async () => {
    const verbs = [
      (scope: Scope<Staff>) => changeSection(scope, { section: 'ticketing', audience: 'nobody' }),
      (scope: Scope<Staff>) => addSectionMembers(scope, { section: 'ticketing' }),
      (scope: Scope<Staff>) => removeSectionMembers(scope, { section: 'ticketing' }),
      (scope: Scope<Staff>) => readSections(scope),
    ];
    const technician = await asTechnician(tenant);
    const key = await asApiKey(tenant, ['contacts:write']);
    for (const verb of verbs) {
      expect((await refusalOf(verb(technician))).key).toBe('session.adminsOnly');
      expect((await refusalOf(verb(key))).key).toBe('api.scopeMissing');
      const contact = chosen as unknown as Scope<Staff>;
      expect((await refusalOf(verb(contact))).key).toBe('session.adminsOnly');
    }
  });
});

it('what had been chosen before there was a table is in it', async () => {
  const old = await asTechnician(await makeTenant(), 'admin');
  const value = {
    audience: 'selected',
    contactIds: [chosen.actor.id],
    companyIds: [company.id, inCompany.actor.companyId],
  };
  await inTenant(old.tenant.id, (tx) =>
    tx.insert(settings).values({ tenantId: old.tenant.id, key: 'section.ticketing', value }),
  );
  const migration = readFileSync('drizzle/0017_section_members_moved.sql', 'utf8');
  const move = migration.split('--> statement-breakpoint').find((one) => one.includes('INSERT'))!;
  await onDatabase(urls.admin, move);
  expect(await ticketing(old)).toEqual({ ...value, companyIds: [company.id] });
});

describe('who is gone is chosen no more', () => {
  const rows = (id: string) =>
    inTenant(tenant.id, async (tx) =>
      (await tx.select().from(sectionMembers)).filter((row) => row.memberId === id),
    );

  it('an erased contact', async () => {
    const gone = await asContact(tenant);
    for (const section of sectionNames) {
      await addSectionMembers(admin, { section, contactIds: [gone.actor.id] });
    }
    expect(await rows(gone.actor.id)).toHaveLength(sectionNames.length);
    await eraseContact(admin, { id: gone.actor.id, confirmation: gone.actor.name });
    expect(await rows(gone.actor.id)).toEqual([]);
  });

  it('a deleted company', async () => {
    const gone = await makeCompany(tenant);
    await addSectionMembers(admin, { section: 'ticketing', companyIds: [gone.id] });
    await deleteCompany(admin, { id: gone.id });
    expect(await rows(gone.id)).toEqual([]);
  });

  it('a duplicate, whose place the kept contact takes', async () => {
    const keep = await asContact(tenant, { company });
    const duplicate = await asContact(tenant, { company });
    const ids = [keep.actor.id, duplicate.actor.id];
    await addSectionMembers(admin, { section: 'ticketing', contactIds: ids });
    await addSectionMembers(admin, { section: 'assistant', contactIds: [duplicate.actor.id] });
    await mergeContacts(admin, { keepId: keep.actor.id, duplicateId: duplicate.actor.id });
    expect(await rows(duplicate.actor.id)).toEqual([]);
    const left = (await rows(keep.actor.id)).map(({ section }) => section);
    expect(left.sort()).toEqual(['assistant', 'ticketing']);
  });
});
