import { expect, it } from 'vitest';
import { z } from 'zod';
import { allOperations } from '@/app/api/v1/_operations/all-operations';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const { contact } = await makePeople(a);
const names = ['Ada', 'Ben', 'Cleo'];
for (const name of names) {
  const address = `${name.toLowerCase()}@desk.test`;
  await a.call('POST', '/technicians', { body: { name, email: address, role: 'technician' } });
  await a.call('POST', '/categories', { body: { names: { en: name } } });
  await a.call('POST', '/canned-replies', { body: { title: name, body: name } });
  await a.call('POST', '/views', { body: { name, query: 'status=open' } });
  const words = { requesterId: contact.id, title: name, description: name };
  await a.call('POST', '/tickets', { body: words });
}

/** The best answers to a question are one page. */
const lists = allOperations.filter(
  ({ method, path, answer }) =>
    method === 'GET' &&
    !path.includes('{') &&
    path !== '/articles/search' &&
    answer instanceof z.ZodObject &&
    'nextCursor' in answer.shape,
);

const made = ['/technicians', '/categories', '/canned-replies', '/views', '/tickets'];

it.each(lists.map(({ path }) => path))('%s is walked page by page to its end', async (path) => {
  const whole = await a.call('GET', `${path}?limit=100`);
  expect(whole).toMatchObject({ status: 200, json: { nextCursor: null } });
  const walked: unknown[] = [];
  for (let cursor = ''; ; ) {
    const page = await a.call('GET', `${path}?limit=2&cursor=${encodeURIComponent(cursor)}`);
    expect(page.status).toBe(200);
    expect(page.json.data.length).toBeLessThanOrEqual(2);
    walked.push(...page.json.data);
    cursor = page.json.nextCursor;
    if (!cursor) break;
  }
  expect(walked).toEqual(whole.json.data);
  if (made.includes(path)) expect(walked.length).toBeGreaterThanOrEqual(names.length);
});

it('short lists come whole where no limit is given, and take no cursor of another kind', async () => {
  expect((await a.call('GET', '/ticket-statuses')).json.data).toHaveLength(4);
  const refused = await a.call('GET', '/ticket-statuses?cursor=x');
  expect(refused).toMatchObject({ status: 422, json: { errors: { cursor: expect.anything() } } });
});
