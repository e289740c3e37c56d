import { expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const keysOf = async ({ call } = a) =>
  ((await call('GET', '/ticket-statuses')).json.data as { key: string }[]).map(({ key }) => key);

it('adds, renames, recolours, moves and deletes a status', async () => {
  const labels = { en: 'On site', de: 'Vor Ort' };
  const made = await a.call('POST', '/ticket-statuses', {
    body: { labels, category: 'open', colour: '#0A7F3F', portalVisible: false },
  });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    key: 'on-site',
    label: 'On site',
    labels,
    colour: '#0a7f3f',
    portalVisible: false,
  });
  expect((await a.call('GET', '/settings/tickets')).json).toMatchObject({
    visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    statuses: expect.arrayContaining([made.json]),
  });
  const changed = await a.call('PATCH', '/ticket-statuses/on-site', {
    body: { labels: { en: 'At the customer’s' }, colour: null, position: 0 },
  });
  expect(changed.json).toEqual({
    ...made.json,
    label: 'At the customer’s',
    labels: { en: 'At the customer’s' },
    colour: null,
  });
  expect((await keysOf())[0]).toBe('on-site');
  const { contact } = await makePeople(a);
  const opened = await a.call('POST', '/tickets', {
    body: { requesterId: contact.id, title: 'T', description: 'D' },
  });
  expect(opened.json).toMatchObject({ status: 'on-site', statusCategory: 'open' });
  const gone = await a.call('DELETE', '/ticket-statuses/on-site?successor=closed');
  expect(gone.status).toBe(204);
  expect((await a.call('GET', `/tickets/${opened.json.number}`)).json).toMatchObject({
    status: 'closed',
    closedAt: expect.any(String),
  });
  expect(await keysOf()).toEqual(['open', 'pending', 'resolved', 'closed']);
});

it('says what is wrong by field, and changes nothing then', async () => {
  const good = { labels: { en: 'Parked' }, category: 'pending' };
  for (const [body, field] of [
    [{ ...good, labels: {} }, 'labels'],
    [{ ...good, labels: { tlh: 'x' } }, 'labels'],
    [{ ...good, labels: { en: 'x'.repeat(41) } }, 'labels.en'],
    [{ ...good, category: 'limbo' }, 'category'],
    [{ ...good, colour: 'red' }, 'colour'],
    [{ ...good, key: 'Not One' }, 'key'],
    [{ ...good, key: 'open' }, 'key'],
    [{ ...good, position: 1 }, 'position'],
  ] as const) {
    const refused = await a.call('POST', '/ticket-statuses', { body });
    const [named] = Object.keys(refused.json.errors);
    expect([refused.status, named?.startsWith(field)], named).toEqual([422, true]);
  }
  const last = await a.call('DELETE', '/ticket-statuses/open?successor=pending');
  expect([last.status, last.json.code]).toEqual([409, 'tickets.lastOpenStatus']);
  const both = await a.call('PATCH', '/ticket-statuses/closed', {
    body: { labels: { en: 'Done' }, category: 'open' },
  });
  expect([both.status, both.json.code]).toEqual([409, 'tickets.lastClosedStatus']);
  for (const address of ['/ticket-statuses/open', '/ticket-statuses/open?successor=limbo']) {
    expect((await a.call('DELETE', address)).status).toBe(address.includes('?') ? 409 : 422);
  }
  expect((await a.call('DELETE', '/ticket-statuses/pending?successor=limbo')).status).toBe(422);
  expect(await keysOf()).toEqual(['open', 'pending', 'resolved', 'closed']);
});

it('keeps to its tenant and to the key’s scopes', async () => {
  await b.call('POST', '/ticket-statuses', {
    body: { key: 'parked', labels: { en: 'Parked' }, category: 'pending' },
  });
  for (const [method, address] of [
    ['PATCH', '/ticket-statuses/parked'],
    ['DELETE', '/ticket-statuses/parked?successor=open'],
  ] as const) {
    const foreign = await a.call(method, address, method === 'PATCH' ? { body: {} } : {});
    expect([foreign.status, foreign.json.code]).toEqual([404, 'notFound']);
  }
  expect(await keysOf(b)).toContain('parked');
  const key = await keyFor(a.tenant, ['tickets:read', 'tickets:write', 'settings:read']);
  const body = { labels: { en: 'Parked' }, category: 'pending' };
  for (const [method, address] of [
    ['POST', '/ticket-statuses'],
    ['PATCH', '/ticket-statuses/open'],
    ['DELETE', '/ticket-statuses/pending?successor=open'],
  ] as const) {
    const options = { key, ...(method !== 'DELETE' && { body }) };
    expect((await ask(a.tenant.managedHost, method, address, options)).status).toBe(403);
  }
});
