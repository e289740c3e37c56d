import { expect, test } from 'vitest';
import { hueOf, initials } from '@/ui/avatar';
import { formatBytes } from '@/ui/format-bytes';
import { readTheme, themeAttribute } from '@/ui/theme';

test.each([
  ['Jane Miller', 'JM'],
  ['Jean-Luc de la Tour', 'JT'],
  ['ana', 'A'],
  ['Łukasz Żak', 'ŁŻ'],
  ['  ', ''],
  ['𝒜da Lovelace', '𝒜L'],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test('a name keeps its hue, and names differ', () => {
  expect(hueOf('Jane Miller')).toBe(hueOf('Jane Miller'));
  const names = Array.from({ length: 40 }, (_, at) => `Person ${at}`);
  expect(new Set(names.map(hueOf)).size).toBeGreaterThan(8);
});

test.each([
  [0, 'en', '0 bytes'],
  [999, 'en', '999 bytes'],
  [1000, 'en', '1 kB'],
  [1_572_864, 'en', '1.6 MB'],
  [1_572_864, 'de', '1,6 MB'],
  [25_000_000, 'fr', '25 Mo'],
])('%i bytes in %s are %s', (bytes, locale, words) => {
  expect(formatBytes(bytes, locale).replace(/[\u00a0\u202f]/g, ' ')).toBe(words);
});

test('an unknown theme is the device’s', () => {
  expect(readTheme('dark')).toBe('dark');
  expect(readTheme('"><script>')).toBe('system');
  expect(themeAttribute(readTheme(undefined))).toBeUndefined();
});
