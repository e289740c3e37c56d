import { beforeAll, describe, expect, it } from 'vitest';
import type { Contact, Scope, Staff } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { disableContact } from '@/people/disable-contact';
import { announce } from '@/settings/announce';
import { changeSection } from '@/settings/change-section';
import { revokeEntitlement } from '@/settings/grant-entitlement';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { mayHear } from '@/tickets/may-hear';
import { readStatuses } from '@/tickets/read-statuses';
import { readTicket } from '@/tickets/read-ticket';
import { readContactVisibility } from '@/tickets/visibility/read-contact-visibility';
import { readTicketVisibility } from '@/tickets/visibility/read-ticket-visibility';
import { whySeesTicket } from '@/tickets/visibility/why-sees-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { found, refusalOf } from '~tests/setup/proofs';
import { asApiKey, asContact, asSystem, asTechnician, nextRequest } from '~tests/setup/tenants';
import { aTicket, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { tenant, company, technician } = desk;
const system = await asSystem(tenant);
const people = {
  requester: desk.requester,
  inCopy: desk.colleague,
  primary: desk.primary,
  colleague: await asContact(tenant, { company }),
  primaryElsewhere: await asContact(tenant, { isPrimary: true }),
  outsider: desk.outsider,
};
type Who = keyof typeof people;
const number = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });

const audiences = {
  everyone: { audience: 'everyone' },
  nobody: { audience: 'nobody' },
  'the company': { audience: 'selected', companyIds: [company.id], contactIds: [] },
  'the requester': {
    audience: 'selected',
    companyIds: [],
    contactIds: [desk.requester.actor.id],
  },
  'nobody selected': { audience: 'selected', companyIds: [], contactIds: [] },
} as const;

describe.each(Object.keys(audiences) as (keyof typeof audiences)[])('tickets for %s', (name) => {
  describe.each([true, false])('its status visible: %s', (visible) => {
    const now = {} as Record<Who, Scope<Contact>>;
    beforeAll(async () => {
      const { audience, ...members } = audiences[name];
      const wanted = Object.fromEntries(Object.entries(members).map(([k, ids]) => [k, [...ids]]));
      await changeSection(system, { section: 'ticketing', audience, ...wanted });
      await changeTicketSettings(system, { visibleStatuses: [visible ? 'open' : 'closed'] });
      for (const who of Object.keys(people) as Who[]) now[who] = await nextRequest(people[who]);
    });

    it.each(Object.keys(people) as Who[])('%s: the words are what the portal does', async (who) => {
      const scope = now[who];
      const { actor } = scope;
      const served = await found(readTicket(scope, number));
      const facts = {
        requesterId: desk.requester.actor.id,
        companyId: company.id,
        ccIds: [desk.colleague.actor.id],
        portalVisible: visible,
      };
      expect(whySeesTicket(actor, facts).sees).toBe(served);
      const event = { ...facts, contactsHear: visible, ticketId: '', number, tenantId: tenant.id };
      expect(mayHear(scope, { ...event, kind: 'changed' })).toBe(served);

      const view = await readTicketVisibility(technician, number);
      const onlooker = view.people.find(({ id }) => id === actor.id);
      expect(onlooker?.sees ?? false).toBe(served);
      expect(view.statusVisible).toBe(visible);

      const theirs = await readContactVisibility(technician, actor.id);
      const has = theirs.sections.filter((section) => section.has).map((section) => section.name);
      expect(has).toEqual(actor.sections);
      expect(theirs.companyTickets.has).toBe(actor.isPrimary && has.includes('ticketing'));
      const shown = theirs.statuses.filter((status) => status.visible).map(({ key }) => key);
      if (!has.includes('ticketing')) return;
      expect(shown).toEqual((await readStatuses(scope)).map(({ key }) => key));
    });
  });
});

describe('who can see a ticket', () => {
  it('names them with the reason, first whose it is', async () => {
    await changeSection(system, { section: 'ticketing', audience: 'everyone' });
    await changeTicketSettings(system, { visibleStatuses: ['open'] });
    const gone = await asContact(tenant, { company, isPrimary: true });
    await disableContact(system, { id: gone.actor.id });
    const { people: seen } = await readTicketVisibility(technician, number);
    const words = seen.map(({ id, as, sees, reason }) => [id, as, sees, reason]);
    expect(words[0]).toEqual([desk.requester.actor.id, 'requester', true, 'requester']);
    expect(words.at(-1)).toEqual([desk.colleague.actor.id, 'inCopy', true, 'inCopy']);
    expect(words).toContainEqual([gone.actor.id, 'primaryContact', false, 'disabled']);
    expect(words).toContainEqual([desk.primary.actor.id, 'primaryContact', true, 'primaryContact']);
    expect(words).toHaveLength(4);
  });

  it('says that nobody does while its status is hidden', async () => {
    await changeTicketSettings(system, { visibleStatuses: ['closed'] });
    const view = await readTicketVisibility(technician, number);
    expect(view.statusVisible).toBe(false);
    expect(view.people.filter(({ sees }) => sees)).toEqual([]);
    await changeTicketSettings(system, { visibleStatuses: ['open'] });
  });

  it('is for the tenant’s own side alone', async () => {
    const asStaff = (scope: Scope) => scope as Scope<Staff>;
    const by = (scope: Scope) => refusalOf(readTicketVisibility(asStaff(scope), number));
    expect((await by(desk.requester)).status).toBe(403);
    expect((await by(desk.outsider)).status).toBe(403);
    expect((await by(await asApiKey(tenant, ['contacts:read']))).status).toBe(403);
    expect((await refusalOf(readTicketVisibility(other.technician, 9_999))).status).toBe(404);
  });
});

describe('what a contact sees', () => {
  const of = (scope: Scope<Contact>) => readContactVisibility(technician, scope.actor.id);
  const sectionOf = async (scope: Scope<Contact>, name = 'ticketing') =>
    (await of(scope)).sections.find((section) => section.name === name);

  it('has its reason for each section', async () => {
    await changeSection(system, {
      section: 'ticketing',
      audience: 'selected',
      contactIds: [desk.requester.actor.id],
      companyIds: [company.id],
    });
    expect(await sectionOf(desk.requester)).toMatchObject({ has: true, reason: 'contactSelected' });
    expect(await sectionOf(desk.colleague)).toMatchObject({ has: true, reason: 'companySelected' });
    expect(await sectionOf(desk.outsider)).toMatchObject({ has: false, reason: 'notSelected' });
    await changeSection(system, { section: 'ticketing', audience: 'nobody' });
    expect(await sectionOf(desk.requester)).toMatchObject({ has: false, reason: 'nobody' });
    expect((await of(desk.primary)).companyTickets).toEqual({ has: false, reason: 'noSection' });
    await changeSection(system, { section: 'ticketing', audience: 'everyone' });
    expect(await sectionOf(desk.requester)).toMatchObject({ has: true, reason: 'everyone' });
    expect((await of(desk.primary)).companyTickets).toEqual({
      has: true,
      reason: 'primaryContact',
    });
    await revokeEntitlement(system, { entitlement: 'assistant' });
    expect(await sectionOf(desk.requester, 'assistant')).toMatchObject({ reason: 'notEntitled' });
  });

  it('names the fields as the portal serves them', async () => {
    const admin = await asTechnician(tenant, 'admin');
    for (const portal of ['hidden', 'readOnly', 'editable'] as const) {
      await changeField(admin, { key: 'priority', portal });
      const { fields } = await of(desk.requester);
      expect(fields.find(({ key }) => key === 'priority')).toMatchObject({ portal });
      const ticket = await readTicket(await nextRequest(desk.requester), number);
      const served = ticket.fields.find(({ key }) => key === 'priority');
      expect(served?.editable).toBe(portal === 'hidden' ? undefined : portal === 'editable');
      const hidden = fields.filter((field) => field.portal === 'hidden').map(({ key }) => key);
      expect(ticket.fields.filter(({ key }) => hidden.includes(key))).toEqual([]);
    }
  });

  it('names the announcements that reach them', async () => {
    const admin = await asTechnician(tenant, 'admin');
    await announce(admin, { texts: { en: 'For all' } });
    await announce(admin, { texts: { en: 'For one' }, companyIds: [company.id] });
    await announce(admin, { texts: { en: 'Later' }, startsAt: '2100-01-01T00:00:00Z' });
    const reach = async (scope: Scope<Contact>) =>
      Object.fromEntries((await of(scope)).announcements.map((one) => [one.text, one.reach]));
    expect(await reach(desk.requester)).toEqual({ 'For all': 'everybody', 'For one': 'company' });
    expect(await reach(desk.outsider)).toEqual({ 'For all': 'everybody' });
  });

  it('is nothing while they are disabled, and is told to the tenant’s own side alone', async () => {
    const gone = await asContact(tenant, { company });
    await disableContact(system, { id: gone.actor.id });
    expect(await of(gone)).toMatchObject({ canSignIn: false });
    const { id } = desk.requester.actor;
    const by = (scope: Scope) => refusalOf(readContactVisibility(scope as Scope<Staff>, id));
    expect((await by(desk.requester)).status).toBe(403);
    expect((await by(await asApiKey(tenant, ['tickets:read']))).status).toBe(403);
    expect((await by(other.technician)).status).toBe(404);
  });
});
