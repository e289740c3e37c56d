import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './source';

/** Data flows one way: imports go down only, never sideways (house.md, docs/house.md). */
const floors: Record<string, number> = {
  app: 11,
  'proxy.ts': 11,
  'instrumentation.ts': 11,
  server: 11,
  cli: 11,
  'jobs.ts': 11,
  session: 10,
  assistant: 9,
  tickets: 8,
  knowledge: 7,
  devices: 7,
  people: 6,
  certificates: 5,
  fields: 5,
  notifications: 5,
  verification: 5,
  settings: 4,
  audit: 3,
  tenants: 2,
  access: 1,
  platform: 0,
  ui: 0,
  i18n: 0,
};

/** The top floor's rooms open each other's doors only here, each for a reason. */
const doorways = new Set([
  'server → jobs.ts', // the process runs the jobs
  'server → cli', // the first start loads the demo
]);

const roomOf = (file: string) => file.split('/')[1]!;

describe('floors', () => {
  it('every file stands in a room that has a floor', () => {
    expect(sourceFiles.filter((file) => floors[roomOf(file)] === undefined)).toEqual([]);
  });

  it('imports go down only', () => {
    const wrong = sourceFiles.flatMap((file) =>
      importsOf(file).flatMap(({ from }) => {
        if (!from.startsWith('@/')) return [];
        const here = roomOf(file);
        const there = roomOf(from.replace('@/', 'src/')).replace(
          /^(jobs|proxy|instrumentation)$/,
          '$1.ts',
        );
        if (here === there || floors[there]! < floors[here]!) return [];
        if (floors[here] === 0 && floors[there] === 0 && there === 'platform') return [];
        return doorways.has(`${here} → ${there}`) ? [] : [`${file} → ${from}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('nobody climbs out of a room with ../', () => {
    const wrong = sourceFiles.flatMap((file) =>
      importsOf(file)
        .filter(({ from }) => from.startsWith('.'))
        .filter(({ from }) => {
          const target = path.posix.join(path.posix.dirname(file), from);
          return roomOf(target) !== roomOf(file);
        })
        .map(({ from }) => `${file} → ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('only the one file that opens transactions imports the pool', () => {
    const allowed = /^src\/(access\/in-transaction\.ts|platform\/|server\/|cli\/with-database\.ts)/;
    const wrong = sourceFiles.filter(
      (file) =>
        !allowed.test(file) &&
        importsOf(file).some(({ from, typeOnly }) => from === '@/platform/db' && !typeOnly),
    );
    expect(wrong).toEqual([]);
  });
});
