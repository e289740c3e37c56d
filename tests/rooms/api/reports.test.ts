import { expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();

it('reports are read by period, company and technician, with the scope', async () => {
  const { contact, company } = await makePeople(a, 'Asker');
  const ticket = { requesterId: contact.id, title: 'Printer', description: 'It blinks.' };
  const { number } = (await a.call('POST', '/tickets', { body: ticket })).json;
  await a.call('POST', `/tickets/${number}/close`, { body: {} });
  const week = await a.call('GET', '/reports/tickets?range=7d');
  expect(week.status).toBe(200);
  expect(week.json.period.unit).toBe('day');
  expect(week.json.buckets).toHaveLength(7);
  expect(week.json.totals).toMatchObject({ opened: 1, solved: 1, backlog: 0 });
  const { data } = (await a.call('GET', '/reports/companies?range=12m')).json;
  expect(data).toMatchObject([{ id: company.id, opened: 1, solved: 1, open: 0 }]);
  expect((await a.call('GET', '/reports/technicians')).json.data).toEqual([]);
  expect((await b.call('GET', '/reports/companies')).json.data).toEqual([]);
  const key = await keyFor(a.tenant, ['tickets:read']);
  expect((await ask(a.tenant.managedHost, 'GET', '/reports/tickets', { key })).status).toBe(403);
});

it('a period that makes no sense is refused', async () => {
  const days = (from: string, to: string) => `range=custom&from=${from}&to=${to}`;
  const queries = [
    ...['range=custom', 'range=century', days('2026-03-02', '2026-03-01')],
    ...[days('2026-02-30', '2026-03-01'), days('2000-01-01', '2026-01-01'), 'unit=hour'],
  ];
  for (const query of queries) {
    expect((await a.call('GET', `/reports/tickets?${query}`)).status, query).toBe(422);
  }
});
