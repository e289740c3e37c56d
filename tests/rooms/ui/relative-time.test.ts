import { expect, test } from 'vitest';
import { exactTime, relativeTime } from '@/ui/relative-time';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);
const minute = 60_000;
const hour = 60 * minute;
const en = { locale: 'en', timeZone: 'UTC' };

test.each([
  [0, 'now'],
  [-44_000, 'now'],
  [-45_000, '1 minute ago'],
  [-25 * minute, '25 minutes ago'],
  [-59.4 * minute, '59 minutes ago'],
  [-59.8 * minute, '1 hour ago'],
  [-23.4 * hour, '23 hours ago'],
  [-23.8 * hour, '1 day ago'],
  [-6.6 * 24 * hour, '7 days ago'],
  [-8 * 24 * hour, 'Nov 15'],
  [-400 * 24 * hour, 'Oct 19, 2025'],
  [2 * hour, 'in 2 hours'],
])('%i ms away reads %s', (away, words) => {
  expect(relativeTime(now + away, now, en)).toBe(words);
});

test.each([
  ['fr', 'il y a 3 heures'],
  ['de', 'vor 3 Stunden'],
  ['es', 'hace 3 horas'],
  ['it', '3 ore fa'],
])('in %s: %s', (locale, words) => {
  expect(relativeTime(now - 3 * hour, now, { locale })).toBe(words);
});

test('the exact time is that of the reader’s zone', () => {
  expect(exactTime(now, { locale: 'de', timeZone: 'Europe/Berlin' })).toMatch(
    /23\. November 2026.*13:00/,
  );
  expect(exactTime(now, { locale: 'de', timeZone: 'America/New_York' })).toMatch(/07:00/);
});

test('whether the year is said depends on the reader’s zone too', () => {
  const newYear = Date.UTC(2026, 0, 1, 2);
  expect(relativeTime(newYear, now, { locale: 'en', timeZone: 'UTC' })).toBe('Jan 1');
  expect(relativeTime(newYear, now, { locale: 'en', timeZone: 'America/New_York' })).toBe(
    'Dec 31, 2025',
  );
});
