import { expect, it } from 'vitest';
import { dayBegins, dayIn } from '@/app/console/(inside)/knowledge-base/article-input';
import { optionsWith } from '@/app/console/(inside)/reports/options-with';

it('whom a report is about stays among the choices, listed or not', () => {
  const rows = [{ id: 'a', name: 'Acme' }];
  const values = (chosen?: string) =>
    optionsWith(rows, chosen, () => 'Quiet').map(({ value, label }) => [value, label]);
  expect(values()).toEqual([['a', 'Acme']]);
  expect(values('a')).toEqual([['a', 'Acme']]);
  expect(values('q')).toEqual([
    ['q', 'Quiet'],
    ['a', 'Acme'],
  ]);
});

it.each(['UTC', 'America/New_York', 'Pacific/Auckland'])(
  'a day of review stays the same however often it is saved (%s)',
  (zone) => {
    expect(dayIn(zone, dayBegins(zone, new Date('2027-03-01')) ?? null)).toBe('2027-03-01');
  },
);
