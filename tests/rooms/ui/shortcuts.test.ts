import { expect, test } from 'vitest';
import { chordOf, matchShortcut } from '@/ui/shortcuts';

const bare = { metaKey: false, ctrlKey: false, altKey: false };

test('what is pressed becomes a chord', () => {
  expect(chordOf({ ...bare, key: 'R' })).toBe('r');
  expect(chordOf({ ...bare, key: '?' })).toBe('?');
  expect(chordOf({ ...bare, key: 'k', metaKey: true })).toBe('mod+k');
  expect(chordOf({ ...bare, key: 'k', ctrlKey: true })).toBe('mod+k');
  expect(chordOf({ ...bare, key: 'ArrowDown' })).toBe('down');
});

const keys = ['r', 'g t', 'g c', 'mod+k', 't'];

test('a sequence wins over its last key', () => {
  expect(matchShortcut(keys, 'g', 't')).toEqual({ match: 'g t', waiting: false });
  expect(matchShortcut(keys, undefined, 't')).toEqual({ match: 't', waiting: false });
});

test('a first key waits and does nothing', () => {
  expect(matchShortcut(keys, undefined, 'g')).toEqual({ match: undefined, waiting: true });
});

test('a wrong second key falls back to its own meaning', () => {
  expect(matchShortcut(keys, 'g', 'r').match).toBe('r');
  expect(matchShortcut(keys, 'g', 'x')).toEqual({ match: undefined, waiting: false });
});

test('Ctrl and a letter are not the letter', () => {
  expect(matchShortcut(keys, undefined, 'mod+r').match).toBeUndefined();
});
