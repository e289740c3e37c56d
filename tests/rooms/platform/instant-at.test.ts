import { expect, it } from 'vitest';
import { instantAt } from '@/platform/instant-at';

it.each([
  ['2026-01-15T09:30', 'UTC', '2026-01-15T09:30:00.000Z'],
  ['2026-06-01T09:30', 'America/New_York', '2026-06-01T13:30:00.000Z'],
  ['2026-06-01T09:30', 'Asia/Kolkata', '2026-06-01T04:00:00.000Z'],
  ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'], // skipped: half past three
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'], // twice: the first
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['2026-03-08T02:30:15', 'America/New_York', '2026-03-08T07:30:15.000Z'],
])('%s in %s is %s', (local, zone, instant) => {
  expect(instantAt(local, zone)?.toISOString()).toBe(instant);
});

it.each(['', '2026-01-15', 'tomorrow', '2026-13-01T09:00', '2026-01-15T25:00'])(
  '%j is no time',
  (local) => {
    expect(instantAt(local, 'UTC')).toBeUndefined();
  },
);
