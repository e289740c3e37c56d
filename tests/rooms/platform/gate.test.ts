import { expect, it } from 'vitest';
import { gate } from '@/platform/gate';

it('lets so many in at once, the others in order, whatever becomes of each', async () => {
  const enter = gate(2);
  const ends: PromiseWithResolvers<void>[] = [];
  const begun: number[] = [];
  const work = (name: number) =>
    enter(async () => {
      begun.push(name);
      const end = Promise.withResolvers<void>();
      ends.push(end);
      await end.promise;
      if (name === 0) throw new Error('failed');
      return name;
    });
  const all = Promise.allSettled([0, 1, 2, 3, 4].map(work));
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[0]!.resolve();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (let at = 1; at < 5; at++) {
    await expect.poll(() => ends.length).toBeGreaterThan(at);
    ends[at]!.resolve();
  }
  expect((await all).map(({ status }) => status)).toEqual([
    'rejected',
    ...Array(4).fill('fulfilled'),
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(await enter(async () => 'free again')).toBe('free again');
});
