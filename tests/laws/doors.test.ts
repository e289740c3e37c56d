import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { code, importsOf, list, read, sourceFiles } from './source';

const pages = sourceFiles.filter((file) => /^src\/app\/(portal|console)\/.*page\.tsx$/.test(file));
const actions = sourceFiles.filter((file) => /\/actions\.ts$/.test(file));
const routes = sourceFiles.filter((file) => /\/route\.ts$/.test(file));

/** Routes that are for anybody: what they serve is public. */
const publicRoutes = new Set(['src/app/api/v1/openapi.json/route.ts', 'src/app/api/v1/route.ts']);

describe('doors', () => {
  it('there are doors to look at', () => {
    expect(pages.length).toBeGreaterThan(10);
    expect(actions.length).toBeGreaterThan(5);
    expect(routes.length).toBeGreaterThan(5);
  });

  it('every page of a tenant asks who is there', () => {
    expect(pages.filter((file) => !/\brequire[A-Z]\w*\(/.test(code(file)))).toEqual([]);
  });

  it('every export of an actions.ts is an action', () => {
    const wrong = actions.flatMap((file) => {
      const text = code(file);
      const exported = [...text.matchAll(/^export\s+(?!const \w+Action = action\()(.*)$/gm)];
      const first = text.trimStart().startsWith("'use server'");
      return [
        ...exported.map(([line]) => `${file}: ${line}`),
        ...(first ? [] : [`${file}: no 'use server'`]),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('server functions stand in an actions.ts and nowhere else', () => {
    const elsewhere = sourceFiles.filter(
      (file) => /['"]use server['"]/.test(code(file)) && !file.endsWith('/actions.ts'),
    );
    expect(elsewhere).toEqual([]);
  });

  it('an actions.ts stays a door', () => {
    expect(actions.filter((file) => read(file).split('\n').length > 60)).toEqual([]);
  });

  it('every route asks who is there', () => {
    const wrong = routes.filter(
      (file) => !publicRoutes.has(file) && !/\b(require[A-Z]\w*|apiRoute)\(/.test(code(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('no middleware file: it would override src/proxy.ts in silence', () => {
    const files = [...list('src'), ...readdirSync('.')];
    expect(files.filter((file) => /(^|\/)middleware\.\w+$/.test(file))).toEqual([]);
  });

  it('pages hold no SQL', () => {
    const wrong = sourceFiles.filter(
      (file) =>
        file.startsWith('src/app/') &&
        importsOf(file).some(({ from }) =>
          /^drizzle-orm|^pg$|^@\/.*\/tables$|in-transaction$/.test(from),
        ),
    );
    expect(wrong).toEqual([]);
  });
});
