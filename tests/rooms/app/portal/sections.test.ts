import { beforeAll, expect, test } from 'vitest';
import { navEntries } from '@/app/portal/_sections';
import type { NavWords } from '@/app/portal/_sections/portal-section';
import { type Desk, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';

await freshDatabase();
let desk: Desk;
beforeAll(async () => {
  desk = await makeDesk();
});

const words: NavWords = (key) => key;
const paths = (scope: Desk['requester']) => navEntries(scope, words).map(({ href }) => href);

test('only primary contacts have the list of their company', () => {
  const rest = ['/knowledge-base', '/app-settings'];
  expect(paths(desk.requester)).toEqual(['/', '/tickets', ...rest]);
  expect(paths(desk.primary)).toEqual(['/', '/tickets', '/company-tickets', ...rest]);
});

test('who lacks a section has nothing of it, primary contact or not', () => {
  const without = { ...desk.primary, actor: { ...desk.primary.actor, sections: [] } };
  expect(paths(without)).toEqual(['/', '/app-settings']);
});

test('the bar at the bottom of a phone has room for everything', () => {
  expect(paths(desk.primary).length).toBeLessThanOrEqual(5);
});
