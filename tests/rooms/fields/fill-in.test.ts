import { describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { createField } from '@/fields/create-field';
import { numberIn, numberText } from '@/fields/number-words';
import { changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { countFieldValues } from '@/tickets/fields/count-field-values';
import { readNewTicketForm } from '@/tickets/fields/read-new-ticket-form';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf, refusalOf } from '~tests/setup/proofs';
import { asApiKey, asContact, makeCompany, nextRequest } from '~tests/setup/tenants';
import { aTicket, auditedBy, makeDesk } from '../tickets/desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, requester, colleague, outsider, tenant } = desk;
const text = { title: 'No sound', description: 'The headset is silent.' };
const now = (scope: Scope) => nextRequest(scope);
const open = async (scope: Scope, fields: Record<string, unknown> = {}) =>
  (await openTicket(await now(scope), { ...text, fields })).number;
const valuesOf = async (number: number, scope: Scope = technician) => {
  const { fields } = await readTicket(await now(scope), number);
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]));
};

const own = {
  asset: { type: 'text', labels: { en: 'Asset tag', de: 'Inventarnummer' } },
  seats: { type: 'number', labels: { en: 'Seats' } },
  wanted: { type: 'date', labels: { en: 'Wanted by' } },
  remote: { type: 'checkbox', labels: { en: 'Works remotely' } },
  place: { type: 'choice', labels: { en: 'Place' }, choices: ['Office', 'Home'] },
  tools: { type: 'multipleChoice', labels: { en: 'Tools' }, choices: ['Phone', 'Laptop', 'Dock'] },
} as const;
for (const [key, facts] of Object.entries(own)) {
  await createField(admin, {
    key,
    ...facts,
    choices: [...('choices' in facts ? facts.choices : [])],
  });
}

describe('values', () => {
  it('are taken as forms and programs say them, and kept as the field has them', async () => {
    const typed = {
      asset: '  PC\u0007-1 ',
      seats: '2,5',
      wanted: '2026-11-27',
      remote: ['', 'true'],
      place: 'home',
      tools: ['', 'dock', 'phone'],
    };
    const number = await open(requester, typed);
    expect(await valuesOf(number)).toMatchObject({
      asset: 'PC -1',
      seats: 2.5,
      wanted: '2026-11-27',
      remote: true,
      place: 'home',
      tools: ['phone', 'dock'],
    });
    const german = await readTicket({ ...(await now(requester)), language: 'de' }, number);
    expect(Object.fromEntries(german.fields.map(({ label, text }) => [label, text]))).toMatchObject(
      {
        Inventarnummer: 'PC -1',
        Seats: '2,5',
        'Wanted by': '27. November 2026',
        'Works remotely': 'Ja',
        Place: 'Home',
        Tools: 'Phone und Dock',
      },
    );
    expect(await countFieldValues(technician, 'asset')).toBe(1);
    expect(await countFieldValues(other.technician, 'asset')).toBe(0);
  });

  it.each([
    ['seats', 'many', 'ticketFields.noNumber'],
    ['seats', '1e400', 'ticketFields.noNumber'],
    ['wanted', '2026-02-30', 'ticketFields.noDate'],
    ['wanted', '27.11.2026', 'ticketFields.noDate'],
    ['place', 'moon', 'ticketFields.noChoice'],
    ['tools', ['phone', 'anvil'], 'ticketFields.noChoice'],
    ['remote', 'perhaps', 'fields.invalid'],
    ['asset', 'x'.repeat(1_001), 'ticketFields.textTooLong'],
    ['asset', { a: 1 }, undefined],
    ['nowhere', 'x', 'fields.unknown'],
    ['status', 'closed', 'ticketFields.noChoice'],
  ])('%s: %j is refused beside the field', async (key, value, reason) => {
    if (reason === undefined) {
      expect((await valuesOf(await open(requester, { [key]: value })))[key]).toBeNull();
      return;
    }
    const { status, fields } = await refusalOf(open(requester, { [key]: value }));
    expect([status, fields]).toEqual([422, { [`fields.${key}`]: reason }]);
  });

  it.each([
    ['en', '1,234', 1234],
    ['en', '1,234.5', 1234.5],
    ['en', '2,5', 2.5],
    ['de', '1.234', 1234],
    ['de', '1.234,5', 1234.5],
    ['de', '2.5', 2.5],
    ['de', '-1.234.567', -1_234_567],
    ['fr', '1\u202f234,5', 1234.5],
    ['fr', '1.234', 1.234],
    ['it', '1.234', 1234],
    ['es', '12.345,6', 12_345.6],
  ])(
    'in %s %j is the number %d, and so is what a form then shows',
    async (language, typed, value) => {
      const writer = { ...(await now(requester)), language };
      const { number } = await openTicket(writer, { ...text, fields: { seats: typed } });
      expect((await valuesOf(number)).seats).toBe(value);
      expect(numberIn(numberText(value, language), language)).toBe(value);
    },
  );

  it.each(['1.234,5', '1,23,4', '0x10', '--1', ','])('in English %j is no number', (typed) => {
    expect(numberIn(typed, 'en')).toBeUndefined();
  });

  it('of programs are written as in JSON, whatever the tenant speaks', async () => {
    const key = { ...(await asApiKey(tenant, ['tickets:read', 'tickets:write'])), language: 'de' };
    const fields = { seats: '1.234' };
    const { number } = await openTicket(key, { ...text, requesterId: requester.actor.id, fields });
    expect((await valuesOf(number)).seats).toBe(1.234);
  });

  it('are missed only from contacts who may fill them in', async () => {
    await changeField(admin, { key: 'asset', required: true });
    expect((await refusalOf(open(requester))).fields).toEqual({
      'fields.asset': 'fields.required',
    });
    const { number } = await openTicket(technician, { ...text, requesterId: requester.actor.id });
    const blank = changeTicketFields(await now(requester), { number, fields: { asset: '' } });
    expect((await refusalOf(blank)).fields).toEqual({ 'fields.asset': 'fields.required' });
    await changeTicketFields(requester, { number, fields: { seats: 3 } });
    await changeField(admin, { key: 'asset', required: false });
  });

  it('begin as the company has it, else as everybody has it', async () => {
    await changeField(admin, {
      key: 'place',
      defaultValue: 'office',
      companyDefaults: { [desk.company.id]: 'home' },
    });
    expect((await valuesOf(await open(requester))).place).toBe('home');
    expect((await valuesOf(await open(outsider))).place).toBe('office');
    expect((await valuesOf(await open(requester, { place: '' }))).place).toBeNull();
    const form = await readNewTicketForm(await now(requester));
    expect(form.fields.find(({ key }) => key === 'place')?.value).toBe('home');
    const blank = await readNewTicketForm(technician);
    expect(blank.fields.find(({ key }) => key === 'place')?.value).toBeNull();
    const byForm = { ...text, requesterId: requester.actor.id, fields: { place: '' } };
    const { number } = await openTicket(technician, byForm);
    expect((await valuesOf(number)).place).toBe('home');
    await changeField(admin, { key: 'place', defaultValue: null, companyDefaults: {} });
  });
});

it('a choice that is no more stays on its ticket when another one is made', async () => {
  const before = ['Phone', 'Laptop', 'Dock'].map((en) => ({
    key: en.toLowerCase(),
    labels: { en },
  }));
  const number = await open(requester, { tools: ['phone', 'dock'] });
  await changeField(admin, { key: 'tools', choices: before.slice(1) });
  const tools = ['', 'phone', 'laptop'];
  await changeTicketFields(await now(requester), { number, fields: { tools } });
  expect((await valuesOf(number)).tools).toEqual(['laptop', 'phone']);
  const anew = await refusalOf(open(requester, { tools }));
  expect(anew.fields).toEqual({ 'fields.tools': 'ticketFields.noChoice' });
  await changeField(admin, { key: 'tools', choices: before });
});

describe('a condition', () => {
  it('decides whether a field is on a ticket, all the way up', async () => {
    await changeField(admin, { key: 'tools', showWhen: { field: 'place', is: ['home'] } });
    await changeField(admin, { key: 'seats', showWhen: { field: 'tools', is: ['dock'] } });
    const full = { place: 'home', tools: ['dock'], seats: 1 };
    expect(await valuesOf(await open(requester, full))).toMatchObject(full);
    const kept = await valuesOf(await open(requester, { ...full, place: 'office' }));
    expect([kept.tools, kept.seats]).toEqual([null, null]);
    const number = await open(requester, full);
    await changeTicketFields(await now(requester), { number, fields: { place: 'office' } });
    expect((await valuesOf(number)).seats).toBeNull();
    await changeTicketFields(await now(requester), { number, fields: { place: 'home' } });
    expect((await valuesOf(number)).seats).toBe(1);
  });

  it('lets no contact bring up what is required without filling it in', async () => {
    await changeField(admin, { key: 'seats', required: true });
    const number = await open(requester, { place: 'office' });
    const up = { place: 'home', tools: ['dock'] };
    const change = async (fields: object) =>
      changeTicketFields(await now(requester), { number, fields: { ...fields } });
    expect((await refusalOf(change(up))).fields).toEqual({ 'fields.seats': 'fields.required' });
    expect((await valuesOf(number)).place).toBe('office');
    await change({ place: 'home', tools: ['phone'] });
    await change({ ...up, seats: 2 });
    await change({ asset: 'PC-2' });
    expect((await valuesOf(number)).seats).toBe(2);
    await changeField(admin, { key: 'seats', required: false });
  });

  it('on a hidden field hides what hangs on it, and lets nobody ask for it', async () => {
    await changeField(admin, { key: 'place', portal: 'hidden' });
    const number = await aTicket(technician, { requesterId: requester.actor.id } as object);
    const fields = { place: 'home', tools: ['dock'], seats: 7 };
    await changeTicketFields(technician, { number, fields });
    expect(Object.keys(await valuesOf(number, requester))).not.toContain('tools');
    const asked = await refusalOf(open(requester, { seats: 1 }));
    expect([asked.status, asked.fields]).toEqual([
      403,
      { 'fields.seats': 'tickets.fieldNotYours' },
    ]);
    await changeField(admin, { key: 'place', portal: 'editable' });
    await changeField(admin, { key: 'seats', showWhen: null });
    await changeField(admin, { key: 'tools', showWhen: null });
  });
});

describe('changing fields of a ticket', () => {
  it('leaves one entry with before and after but no text, and none for the same again', async () => {
    const number = await open(requester, { asset: 'A' });
    const change = async () =>
      changeTicketFields(await now(requester), { number, fields: { asset: 'B', seats: '2' } });
    expect(await auditedBy(tenant, change)).toEqual(['ticket.fieldsChanged']);
    const last = (await auditOf(tenant)).at(-1);
    expect([last?.before, last?.after]).toEqual([{ seats: null }, { seats: 2, texts: ['asset'] }]);
    expect(await auditedBy(tenant, change)).toEqual([]);
  });

  it('is for who leads the ticket, while it is open', async () => {
    const number = await open(requester);
    const { id } = colleague.actor;
    const copied = (await openTicket(await now(requester), { ...text, ccIds: [id] })).number;
    const byColleague = changeTicketFields(colleague, { number: copied, fields: { asset: 'x' } });
    expect((await refusalOf(byColleague)).key).toBe('tickets.onlyRequesterFills');
    const byStranger = changeTicketFields(outsider, { number, fields: { asset: 'x' } });
    expect((await refusalOf(byStranger)).status).toBe(404);
    const elsewhere = changeTicketFields(other.technician, { number: 9_999, fields: {} });
    expect((await refusalOf(elsewhere)).status).toBe(404);
  });

  it('moves priority and technician as their own verbs do, where the portal lets contacts', async () => {
    const number = await open(requester);
    const wanted = { priority: 'urgent', technician: technician.actor.id };
    const refused = await refusalOf(
      changeTicketFields(await now(requester), { number, fields: wanted }),
    );
    expect([refused.status, refused.key]).toEqual([403, 'tickets.fieldNotYours']);
    await changeField(admin, { key: 'priority', portal: 'editable' });
    await changeField(admin, { key: 'technician', portal: 'editable' });
    const scope = await now(requester);
    const change = () => changeTicketFields(scope, { number, fields: wanted });
    expect(await auditedBy(tenant, change)).toEqual(['ticket.priorityChanged', 'ticket.assigned']);
    expect(await valuesOf(number)).toMatchObject(wanted);
    const form = await readNewTicketForm(scope);
    const choices = form.fields.find(({ key }) => key === 'technician')?.choices ?? [];
    expect(choices.map(({ key }) => key)).toContain(technician.actor.id);
    const nobody = changeTicketFields(scope, { number, fields: { technician: 'me' } });
    expect((await refusalOf(nobody)).fields).toEqual({
      'fields.technician': 'tickets.unknownTechnician',
    });
    await changeField(admin, { key: 'priority', portal: 'readOnly' });
    await changeField(admin, { key: 'technician', portal: 'readOnly' });
  });
});

it('a new contact’s search finds what their fields say', async () => {
  const company = await makeCompany(tenant);
  const person = await asContact(tenant, { company });
  const number = await open(person, { asset: 'Zephyr-88' });
  const list = await readTicketList(await now(person), { q: 'zephyr' });
  expect(list.rows.map((row) => row.number)).toEqual([number]);
});
