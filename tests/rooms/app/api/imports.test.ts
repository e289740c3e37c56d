import { expect, it, vi } from 'vitest';
import { tellProgress } from '@/app/api/imports/tell-progress';
import { judgeLines } from '@/people/judge-lines';
import { Refusal } from '@/platform/errors';

vi.mock('@/session/language-of-request', () => ({ languageOfRequest: async () => 'en' }));

const linesOf = async (answer: Response) =>
  (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const file = Array.from({ length: 1_000 }, (_, at) => ({ line: at + 2, cells: [] }));

it('says how far it is, line by line, and at last what came of it', async () => {
  const answer = await tellProgress(async (told) => {
    const judged = await judgeLines(file, ({ line }) => line, told);
    return { count: judged.length, last: judged.at(-1) };
  });
  expect(answer.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  const lines = await linesOf(answer);
  expect(lines).toEqual([
    ...[250, 500, 750, 1_000].map((done) => ({ done, total: 1_000 })),
    { value: { count: 1_000, last: 1_001 } },
  ]);
});

it('lets others have the process between the lines', async () => {
  const order: string[] = [];
  const other = new Promise<void>((resolve) => {
    setImmediate(() => {
      order.push('other');
      resolve();
    });
  });
  await judgeLines(file, ({ line }) => line === 1_001 && order.push('last'));
  await other;
  expect(order).toEqual(['other', 'last']);
});

it('what is refused before it has begun keeps its own status', async () => {
  const refusal = new Refusal('people.importNoHeader', { status: 422 });
  await expect(tellProgress(() => Promise.reject(refusal))).rejects.toBe(refusal);
});

it('what fails half-way says so in the last line', async () => {
  const answer = await tellProgress(async (told) => {
    await told(1, 2);
    throw new Error('the database left');
  });
  const lines = await linesOf(answer);
  expect(lines).toMatchObject([
    { done: 1, total: 2 },
    { problem: { code: 'broken', status: 500 } },
  ]);
  expect(JSON.stringify(lines)).not.toContain('the database left');
});

it('goes on where nobody listens any more', async () => {
  let end: (value: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const answer = await tellProgress(async (told) => {
    await told(1, 2);
    await told(2, 2);
    end('done');
    return {};
  });
  await answer.body!.cancel();
  expect(await ended).toBe('done');
});
