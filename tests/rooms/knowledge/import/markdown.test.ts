import { describe, expect, it } from 'vitest';
import { languageFoldersOf, readFileName } from '@/knowledge/import/file-names';
import { listIn, readFrontMatter, textIn } from '@/knowledge/import/front-matter';
import { cleanMarkdown } from '@/knowledge/import/markdown/clean-markdown';
import { mapDestinations } from '@/knowledge/import/markdown/map-destinations';

describe('the facts in front of a text', () => {
  it('are read as people write them', () => {
    const front = readFrontMatter(
      '---\nTitle: "A: b"  \nslug: plain # said\ncategory: [Mail, "A, B"]\ntags:\n  - one\n  - \'it\'\'s\'\n# comment\n\n---\nBody',
    );
    expect(textIn(front, 'title')).toBe('A: b');
    expect(textIn(front, 'missing', 'slug')).toBe('plain');
    expect(listIn(front, 'category')).toEqual(['Mail', 'A, B']);
    expect(listIn(front, 'tags')).toEqual(['one', "it's"]);
    expect(front).toMatchObject({ body: 'Body', bodyLine: 11, notices: [] });
  });

  it('are named where they are broken, and cost no time', () => {
    expect(readFrontMatter('---\ntitle: x').notices).toMatchObject([
      { kind: 'frontMatterBroken', line: 1 },
    ]);
    const odd = readFrontMatter('---\nx: &a [*a]\n  deep: 1\n{{ x }}\n---\nBody');
    expect(odd.notices.map(({ line }) => line)).toEqual([3, 4]);
    const large = readFrontMatter(`---\ntitle: a${' '.repeat(1_000_000)}b\n---\nBody`);
    expect(large.values.size).toBe(0);
  });
});

it('changes where links and pictures lead, but not in code', () => {
  const text =
    'a [b](c "t") ![d](<e f.png>) `[x](y)` \\[n](o\n\n```\n[in](code)\n```\n\n[r]: there\n[![i](j)](k(l)m)\n    ';
  const seen: string[] = [];
  const changed = mapDestinations(text, ({ address, isImage, line }) => {
    seen.push(`${line} ${isImage ? '!' : ''}${address}`);
    return 'Z';
  });
  expect(seen).toEqual(['1 c', '1 !e f.png', '7 there', '8 !j', '8 k(l)m']);
  expect(changed).toContain('a [b](Z "t") ![d](Z) `[x](y)` \\[n](o');
  expect(changed).toContain('[in](code)');
  expect(changed).toContain('[![i](Z)](Z)');
});

it('makes Markdown of HTML that stands in Markdown, and names what it can’t', () => {
  const { body, notices } = cleanMarkdown(
    '# A\n\n<div align="center"><b>Bold</b></div>\n\nPress <kbd>F1</kbd><br>now <!-- no --> <u>x</u> <a href="y">z</a> <blink>q</blink>\n\n| a |\n| --- |\n| b<br>c |\n\n:::tip Do it\nx\n\ny\n:::\n\n:::odd\nz\n:::\n\n```\n:::tip\n<b>code</b>\n```\n',
  );
  expect(body).toBe(
    '# A\n\n**Bold**\n\nPress `F1`\\\nnow  x [z](y) <blink>q</blink>\n\n| a |\n| --- |\n| b c |\n\n> [!TIP]\n> **Do it**\n>\n> x\n>\n> y\n\n:::odd\nz\n:::\n\n```\n:::tip\n<b>code</b>\n```',
  );
  expect(notices.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['htmlShown', '<blink>'],
    ['calloutLost', ':::odd'],
  ]);
  const intricate = '*a* '.repeat(600);
  expect(cleanMarkdown(intricate)).toMatchObject({
    body: intricate,
    notices: [{ kind: 'tooIntricate' }],
  });
});

it('knows the language of a file by its name or its folder', () => {
  const paths = ['de/Mail/a.md', 'en/Mail/a.md', 'Mail/a.fr.md'];
  const folders = languageFoldersOf(paths);
  expect(paths.map((path) => readFileName(path, folders))).toMatchObject([
    { key: 'Mail/a', language: 'de', folders: ['Mail'] },
    { key: 'Mail/a', language: 'en' },
    { key: 'Mail/a', language: 'fr' },
  ]);
  const none = new Set<string>();
  expect(readFileName('a.nl.md', none).language).toBe('unknown');
  expect(readFileName('node.js.md', none)).toMatchObject({ key: 'node.js', stem: 'node.js' });
  expect(languageFoldersOf(['it/printers.md'])).toEqual(new Set());
});
