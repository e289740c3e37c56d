import { expect, it } from 'vitest';
import { startOfDay } from '@/platform/start-of-day';

it.each([
  ['2026-01-15', 'UTC', '2026-01-15T00:00:00.000Z'],
  ['2026-01-15', 'Europe/Berlin', '2026-01-14T23:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'], // clocks go forward at 2
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'], // and back at 3
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2026-06-01', 'Pacific/Auckland', '2026-05-31T12:00:00.000Z'],
  ['2026-06-01', 'America/St_Johns', '2026-06-01T02:30:00.000Z'],
])('%s in %s begins at %s', (day, zone, instant) => {
  expect(startOfDay(day, zone)?.toISOString()).toBe(instant);
});

it('the day after is another one, however long this one is', () => {
  const span = (day: string) =>
    (startOfDay(day, 'Europe/Berlin', 1)!.getTime() - startOfDay(day, 'Europe/Berlin')!.getTime()) /
    3_600_000;
  expect(['2026-03-28', '2026-03-29', '2026-10-25'].map(span)).toEqual([24, 23, 25]);
});

it.each(['', 'x', '2026-02-30', '2026-13-01', '26-01-01'])('%j is no day', (day) => {
  expect(startOfDay(day, 'UTC')).toBeUndefined();
});
