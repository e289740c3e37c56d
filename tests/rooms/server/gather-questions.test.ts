import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { gatherQuestions } from '@/server/gather-questions';

afterEach(() => void vi.useRealTimers());

it('asks for all names that come while one question is under way in the next one', async () => {
  const asked: string[][] = [];
  const first = Promise.withResolvers<void>();
  const ask = gatherQuestions(async (names) => {
    asked.push(names);
    if (asked.length === 1) await first.promise;
    return new Map(names.filter((name) => !name.startsWith('no')).map((name) => [name, name]));
  });
  const early = ask('early');
  const names = Array.from({ length: 200 }, (_, at) => `late-${at}`);
  const late = [...names, 'nobody', 'late-0'].map(ask);
  first.resolve();
  expect(await early).toBe('early');
  expect(await Promise.all(late)).toEqual([...names, undefined, 'late-0']);
  expect(asked).toEqual([['early'], [...names, 'nobody']]);
});

it('tells everybody of a question that failed, and goes on', async () => {
  let calls = 0;
  const ask = gatherQuestions(async (names) => {
    if (calls++ === 0) throw new Error('away');
    return new Map(names.map((name) => [name, name]));
  });
  await expect(ask('one')).rejects.toThrow('away');
  expect(await ask('two')).toBe('two');
});

it('rests after a question in vain, and asks about all who came meanwhile together', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const asked: string[][] = [];
  const ask = gatherQuestions(async (names) => {
    asked.push(names);
    return new Map(names.filter((name) => !name.startsWith('no')).map((name) => [name, name]));
  });
  expect([await ask('one'), await ask('two'), await ask('nobody')]).toEqual([
    'one',
    'two',
    undefined,
  ]);
  const late: Promise<string | undefined>[] = [];
  for (const name of ['three', 'no one', 'four']) {
    late.push(ask(name));
    await turn();
  }
  await vi.advanceTimersByTimeAsync(10);
  expect(await Promise.all(late)).toEqual(['three', undefined, 'four']);
  expect(asked).toEqual([['one'], ['two'], ['nobody'], ['three', 'no one', 'four']]);
});
