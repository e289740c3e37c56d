import { describe, expect, it } from 'vitest';
import { code, importsOf, list, read, sourceFiles } from './source';

const isClient = (file: string) => /^\s*['"]use client['"]/.test(code(file));
const resolve = (from: string) => {
  const base = from.replace('@/', 'src/');
  return [`${base}.ts`, `${base}.tsx`].find((file) => sourceFiles.includes(file));
};

/** Pure but for Node's own parsing and randomness, or for the port in a link. */
const pure = ['src/tenants/urls.ts', 'src/platform/mail-address.ts', 'src/platform/ids.ts'];

describe('walls', () => {
  it("a room's server files say so", () => {
    const serverOnly =
      /@\/platform\/(db|crypto|env|log|enqueue|notify|request-context)$|in-transaction$|^node:|^pg$/;
    const wrong = sourceFiles.filter((file) => {
      if (
        /^src\/(app|ui|server|proxy|instrumentation|jobs|cli\/(main|parse-arguments|load-arguments))/.test(
          file,
        )
      )
        return false;
      if (file.endsWith('/tables.ts')) return false;
      const serves = importsOf(file).some(
        ({ from, typeOnly }) => !typeOnly && serverOnly.test(from),
      );
      return serves && !/import 'server-only'/.test(read(file));
    });
    expect(wrong.filter((file) => !pure.includes(file))).toEqual([]);
  });

  it('HTML is put into a page in one place, and only what its renderer calls safe', () => {
    const places = sourceFiles.filter((file) => code(file).includes('dangerouslySetInnerHTML'));
    expect(places).toEqual(['src/app/_knowledge/rich-text.tsx']);
    const makers = sourceFiles.filter((file) => /\bas SafeHtml\b/.test(code(file)));
    expect(makers).toEqual(['src/knowledge/markdown/render-markdown.ts']);
  });

  it('client components import only types and pure files', () => {
    const wrong = sourceFiles.filter(isClient).flatMap((file) =>
      importsOf(file)
        .filter(({ typeOnly }) => !typeOnly)
        .filter(({ from }) => {
          const target = from.startsWith('@/') ? resolve(from) : undefined;
          return target !== undefined && /import 'server-only'/.test(read(target));
        })
        .map(({ from }) => `${file} → ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('nothing goes round the rules of SQL and HTML', () => {
    const wrong = sourceFiles.filter((file) => /sql\.raw\(|set_config\(|eval\(/.test(code(file)));
    expect(wrong).toEqual([]);
  });

  it('names explain something and files stay small', () => {
    const badNames = sourceFiles.filter((file) =>
      /\/(utils?|helpers?|common|types|misc|service|manager|schema)(\.|\/)/.test(file),
    );
    expect(badNames).toEqual([]);
    const long = sourceFiles.filter((file) => read(file).split('\n').length > 221);
    expect(long).toEqual([]);
  });

  it('no text of this repository names a machine of ours', () => {
    const files = [...sourceFiles, ...list('docs'), ...list('tests'), 'README.md', 'package.json'];
    const machine = new RegExp(['/wo', 'rk/|/ro', 'ot/'].join(''));
    expect(
      files.filter((file) => /\.(tsx?|mjs|md|json|css)$/.test(file) && machine.test(read(file))),
    ).toEqual([]);
  });
});
