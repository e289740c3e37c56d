import { beforeEach, expect, test } from 'vitest';
import { draftsUnder, keepDraft, readDraft } from '@/ui/drafts';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 23);
let kept: Map<string, string>;
let storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

beforeEach(() => {
  kept = new Map();
  storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
});

test('a draft comes back under its own key only', () => {
  keepDraft('ada:42', { body: 'Half a sentence' }, now, storage);
  expect(readDraft('ada:42', now + day, storage)).toEqual({ body: 'Half a sentence' });
  expect(readDraft('bob:42', now + day, storage)).toEqual({});
});

test('a month later it is forgotten', () => {
  keepDraft('ada:42', { body: 'Half a sentence' }, now, storage);
  expect(readDraft('ada:42', now + 31 * day, storage)).toEqual({});
});

test('those of one matter are found, the newest first', () => {
  keepDraft('ada:article:7:en:1', { body: 'Old' }, now - 40 * day, storage);
  keepDraft('ada:article:7:en:2', { body: 'First' }, now - day, storage);
  keepDraft('ada:article:7:en:draft:1', { body: 'Second' }, now, storage);
  keepDraft('ada:article:7:fr:2', { body: 'Autre' }, now, storage);
  kept.set('draft:ada:article:7:en:3', '{not json');
  const found = draftsUnder('ada:article:7:en:', now, storage);
  expect(found.map(({ key, values }) => [key, values.body])).toEqual([
    ['ada:article:7:en:draft:1', 'Second'],
    ['ada:article:7:en:2', 'First'],
  ]);
});

test('with nothing left to keep the entry goes', () => {
  keepDraft('ada:42', { body: 'x' }, now, storage);
  keepDraft('ada:42', { body: '  ' }, now, storage);
  expect(kept.size).toBe(0);
});

test('broken, foreign and full storage are no obstacle', () => {
  kept.set('draft:ada:42', '{not json');
  expect(readDraft('ada:42', now, storage)).toEqual({});
  kept.set('draft:ada:42', '"a string"');
  expect(readDraft('ada:42', now, storage)).toEqual({});
  const full = {
    ...storage,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => keepDraft('ada:42', { body: 'x' }, now, full)).not.toThrow();
});
