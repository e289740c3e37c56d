import { expect, test } from 'vitest';
import { pageHref, readListQuery } from '@/app/portal/_tickets/list-query';

const read = (params: Record<string, string | string[]>) => readListQuery(Promise.resolve(params));

test('without parameters: the last change first, nothing filtered', async () => {
  expect(await read({})).toMatchObject({ sort: 'updated', direction: 'desc', isFiltered: false });
});

test('a sort is named in the address; an unknown one or a property of objects is the usual one', async () => {
  expect(await read({ sort: 'oldest' })).toMatchObject({ sort: 'created', direction: 'asc' });
  expect(await read({ sort: 'nonsense' })).toMatchObject({ sort: 'updated' });
  expect(await read({ sort: 'constructor' })).toMatchObject({ sort: 'updated' });
});

test('what came several times counts as absent, what is too long is cut', async () => {
  expect(await read({ q: ['a', 'b'] })).toMatchObject({ q: undefined, isFiltered: false });
  expect((await read({ q: 'x'.repeat(900) })).q).toHaveLength(200);
});

test('another page keeps search, status and sort', async () => {
  const query = await read({ q: 'vpn & co', status: 'open', sort: 'newest', cursor: 'old' });
  expect(pageHref('/tickets', query, 'next')).toBe(
    '/tickets?q=vpn+%26+co&status=open&sort=newest&cursor=next',
  );
  expect(pageHref('/tickets', await read({}), null)).toBe('/tickets');
});
