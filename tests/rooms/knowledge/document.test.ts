import { describe, expect, it } from 'vitest';
import { demoArticles } from '@/cli/demo/content/articles';
import { holdDocument, shownAs } from '@/knowledge/markdown/document/hold-document';
import { readDocument } from '@/knowledge/markdown/document/read-document';
import { writeDocument } from '@/knowledge/markdown/document/write-document';
import { anyDocument } from './any-document';
import { corpus } from './markdown-corpus';

const again = (markdown: string) => writeDocument(readDocument(markdown));

const demo = demoArticles.flatMap(({ texts }) => Object.values(texts).map(({ body }) => body));

describe('Markdown through the editor', () => {
  it.each([...demo, ...corpus])('is shown as before: %.60j', (markdown) => {
    const written = again(markdown);
    expect(shownAs(written)).toBe(shownAs(markdown));
    expect(again(written)).toBe(written);
    expect(holdDocument(markdown)).toBeDefined();
  });
});

describe('what somebody sets in the editor', () => {
  it('reads back as it was, whatever is typed', () => {
    for (let seed = 0; seed < 400; seed++) {
      const document = anyDocument(seed);
      const markdown = writeDocument(document);
      expect(readDocument(markdown), `seed ${seed}: ${markdown}`).toEqual(document);
    }
  });

  it('keeps its words where Markdown has no marks for how they are set', () => {
    const bold = { type: 'text', text: '(a)', marks: [{ type: 'bold' as const }] };
    const struck = { type: 'text', text: 'b', marks: [{ type: 'strike' as const }] };
    const content = [{ type: 'paragraph', content: [bold, struck] }];
    expect(writeDocument({ type: 'doc', content })).toBe('(a)b');
  });
});

describe('what the editor has no place for', () => {
  it.each(['An &alefsym; unknown reference', 'Two lines\\\nin a title\n===', '*a '.repeat(600)])(
    'is noticed: %.30j',
    (markdown) => {
      expect(holdDocument(markdown)).toBeUndefined();
    },
  );
});
