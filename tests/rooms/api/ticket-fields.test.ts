import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { auditEvents } from '@/audit/tables';
import { contacts } from '@/people/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const { contact } = await makePeople(a);
const keysOf = async ({ call } = a) =>
  ((await call('GET', '/ticket-fields')).json.data as { key: string }[]).map(({ key }) => key);

it('adds, changes, moves and deletes a field, and tickets hold its values', async () => {
  const made = await a.call('POST', '/ticket-fields', {
    body: {
      key: 'workplace',
      type: 'choice',
      labels: { en: 'Where are you working?', de: 'Wo arbeiten Sie?' },
      choices: ['Office', { key: 'home', labels: { en: 'At home' } }],
      required: true,
      portal: 'editable',
    },
  });
  expect(made.status).toBe(201);
  expect(made.json).toEqual({
    key: 'workplace',
    type: 'choice',
    isDefault: false,
    label: 'Where are you working?',
    labels: { en: 'Where are you working?', de: 'Wo arbeiten Sie?' },
    choices: [
      { key: 'office', label: 'Office', labels: { en: 'Office' } },
      { key: 'home', label: 'At home', labels: { en: 'At home' } },
    ],
    portal: 'editable',
    required: true,
    defaultValue: null,
    companyDefaults: {},
    showWhen: null,
    position: 8,
  });
  const changed = await a.call('PATCH', '/ticket-fields/workplace', {
    body: { portal: 'hidden', defaultValue: 'office', position: 0 },
  });
  expect(changed.json).toMatchObject({ portal: 'hidden', defaultValue: 'office', position: 0 });
  const opened = await a.call('POST', '/tickets', {
    body: { requesterId: contact.id, title: 'T', description: 'D', fields: { type: 'question' } },
  });
  expect(opened.json.fields).toEqual({
    workplace: 'office',
    type: 'question',
    impact: null,
    productFamily: null,
  });
  const patched = await a.call('PATCH', `/tickets/${opened.json.number}`, {
    body: { fields: { workplace: 'home', impact: 'team' }, priority: 'high' },
  });
  expect(patched.json).toMatchObject({
    priority: 'high',
    fields: { workplace: 'home', impact: 'team' },
  });
  expect((await a.call('DELETE', '/ticket-fields/workplace')).status).toBe(204);
  const left = (await a.call('GET', `/tickets/${opened.json.number}`)).json;
  expect(Object.keys(left.fields as object)).toEqual(['type', 'impact', 'productFamily']);
  expect(await keysOf()).not.toContain('workplace');
});

it('says what is wrong by field, and changes nothing then', async () => {
  const good = { type: 'text', labels: { en: 'Asset tag' } };
  for (const [body, field] of [
    [{ ...good, labels: {} }, 'labels'],
    [{ ...good, type: 'colour' }, 'type'],
    [{ ...good, key: 'Not One' }, 'key'],
    [{ ...good, key: 'priority' }, 'key'],
    [{ ...good, type: 'choice' }, 'choices'],
    [{ ...good, portal: 'seen' }, 'portal'],
    [{ ...good, required: true, portal: 'hidden' }, 'defaultValue'],
    [{ ...good, showWhen: { field: 'nowhere', is: ['x'] } }, 'showWhen'],
    [{ ...good, position: 1 }, 'position'],
  ] as const) {
    const refused = await a.call('POST', '/ticket-fields', { body });
    const [named] = Object.keys(refused.json.errors);
    expect([refused.status, named?.startsWith(field)], named).toEqual([422, true]);
  }
  const text = { requesterId: contact.id, title: 'T', description: 'D' };
  for (const [fields, name] of [
    [{ impact: 'moon' }, 'fields.impact'],
    [{ nowhere: 'x' }, 'fields.nowhere'],
  ] as const) {
    const refused = await a.call('POST', '/tickets', { body: { ...text, fields } });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [name]]);
  }
  const title = await a.call('PATCH', '/ticket-fields/title', { body: { portal: 'hidden' } });
  expect([title.status, title.json.code]).toEqual([422, 'ticketFields.titleHidden']);
  const stays = await a.call('DELETE', '/ticket-fields/impact');
  expect([stays.status, stays.json.code]).toEqual([409, 'ticketFields.defaultStays']);
});

it('changes and moves in one transaction', async () => {
  const { status } = await a.call('PATCH', '/ticket-fields/impact', {
    body: { labels: { en: 'Who is hit' }, position: 0 },
  });
  expect(status).toBe(200);
  const deeds = await inTenant(a.tenant.id, (tx) =>
    tx.select().from(auditEvents).where(eq(auditEvents.subjectId, 'impact')),
  );
  expect(deeds.map(({ event }) => event).sort()).toEqual([
    'ticketField.changed',
    'ticketField.moved',
  ]);
  expect(new Set(deeds.map(({ at }) => at.getTime())).size, 'the time of the transaction').toBe(1);
});

it('begins with other values only in companies that there are, or were', async () => {
  const { company } = await makePeople(a, 'Grace');
  const foreign = (await makePeople(b)).company;
  const field = { key: 'floor', type: 'text', labels: { en: 'Floor' } };
  const of = (id: string) => ({ companyDefaults: { [id]: 'Third' } });
  for (const id of [foreign.id, crypto.randomUUID()]) {
    const refused = await a.call('POST', '/ticket-fields', { body: { ...field, ...of(id) } });
    expect([refused.status, refused.json.errors]).toEqual([
      422,
      { companyDefaults: expect.stringContaining('company') },
    ]);
  }
  const made = await a.call('POST', '/ticket-fields', { body: { ...field, ...of(company.id) } });
  expect(made.json).toMatchObject(of(company.id));
  const patch = (id: string) => a.call('PATCH', '/ticket-fields/floor', { body: of(id) });
  expect((await patch(foreign.id)).status).toBe(422);
  await inTenant(a.tenant.id, (tx) =>
    tx.delete(contacts).where(eq(contacts.companyId, company.id)),
  );
  expect((await a.call('DELETE', `/companies/${company.id}`)).status).toBe(204);
  expect((await patch(company.id.toUpperCase())).status).toBe(200);
});

it('keeps to its tenant and to the key’s scopes', async () => {
  await b.call('POST', '/ticket-fields', {
    body: { key: 'theirs', type: 'text', labels: { en: 'Theirs' } },
  });
  for (const method of ['PATCH', 'DELETE'] as const) {
    const options = method === 'PATCH' ? { body: {} } : {};
    const foreign = await a.call(method, '/ticket-fields/theirs', options);
    expect([foreign.status, foreign.json.code]).toEqual([404, 'notFound']);
  }
  expect(await keysOf(b)).toContain('theirs');
  expect(await keysOf()).not.toContain('theirs');
  const key = await keyFor(a.tenant, ['tickets:read', 'tickets:write', 'settings:read']);
  const body = { type: 'text', labels: { en: 'Mine' } };
  for (const [method, address] of [
    ['POST', '/ticket-fields'],
    ['PATCH', '/ticket-fields/impact'],
    ['DELETE', '/ticket-fields/impact'],
  ] as const) {
    const options = { key, ...(method !== 'DELETE' && { body }) };
    expect((await ask(a.tenant.managedHost, method, address, options)).status).toBe(403);
  }
});
