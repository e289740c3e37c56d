import { calloutKinds } from '@/knowledge/markdown/callout';
import type { DocumentNode, TextMark } from '@/knowledge/markdown/document/document';
import { tidyLine } from '@/knowledge/markdown/document/read-line';

/** A sequence that only depends on its seed (mulberry32). */
function dice(seed: number) {
  let state = seed * 0x9e3779b9;
  return (sides: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const scraps =
  '*|**|_|__|~|~~|`|``|\\|[|]|[x]|(|)|](/y)|!|#|##|-|+|1.|2)|>|<b>|</p>|&|&amp;|&nbsp;|===|---|:|http://a.test|www.a.test|me@a.test|a|Wort|x y|été|日本|👍|"so"|(b)|.|,|\u00a0|\u202f| |  |: |[!TIP]|\\n|$1|%20|{}'.split(
    '|',
  );

/** A document of the editor, made of whatever Markdown could take for marks of its own. */
export function anyDocument(seed: number): DocumentNode {
  const roll = dice(seed + 1);
  const some = <T>(of: readonly T[]): T => of[roll(of.length)]!;

  function marks(): TextMark[] {
    const found: TextMark[] = [];
    if (roll(6) === 0)
      found.push({
        type: 'link',
        attrs: { href: some(['/x', 'https://a.test/?a=1&b=(2)']), title: some([null, 'a "b"']) },
      });
    if (roll(4) === 0) found.push({ type: 'bold' });
    if (roll(5) === 0) found.push({ type: 'italic' });
    if (roll(8) === 0) found.push({ type: 'strike' });
    return found;
  }
  function text(): DocumentNode {
    const words = Array.from({ length: 1 + roll(3) }, () => some(scraps)).join(some(['', ' ']));
    const set = marks();
    if (roll(8) === 0 && (set.length === 0 || !/[`\\]/.test(words))) set.push({ type: 'code' });
    return { type: 'text', text: words || 'a', ...(set.length > 0 && { marks: set }) };
  }
  function line(isSingle = false): DocumentNode[] {
    const pieces = Array.from({ length: 1 + roll(4) }, () => {
      if (!isSingle && roll(10) === 0) return { type: 'hardBreak' };
      if (roll(14) === 0)
        return {
          type: 'image',
          attrs: { src: '/api/article-images/x', alt: 'a [b]', title: null },
        };
      return text();
    });
    // Struck words beside bold ones are more than Markdown can say in every case.
    if (pieces.some(({ marks }) => marks?.some(({ type }) => type === 'strike')))
      pieces.splice(1, pieces.length);
    const tidy = tidyLine(pieces);
    return tidy.some(({ type }) => type !== 'hardBreak') ? tidy : [{ type: 'text', text: 'word' }];
  }
  const paragraph = (): DocumentNode => ({ type: 'paragraph', content: line() });

  function list(depth: number, isInTight = false): DocumentNode {
    const isOrdered = roll(2) === 0;
    const tight = roll(2) === 0;
    const content = Array.from({ length: 2 + roll(2) }, () => {
      const inside = [paragraph()];
      const more = depth > 0 ? roll(6) : 5;
      if (more < 2) inside.push(list(depth - 1, tight));
      if (more === 2 && !tight) inside.push(block(depth - 1));
      return {
        type: 'listItem',
        attrs: { checked: some([null, null, null, true, false]) },
        content: inside,
      };
    });
    if (!isOrdered) return { type: 'bulletList', attrs: { tight }, content };
    return { type: 'orderedList', attrs: { tight, start: isInTight ? 1 : 1 + roll(3) }, content };
  }
  function table(): DocumentNode {
    const columns = Array.from({ length: 1 + roll(3) }, () => some([null, 'center', 'right']));
    const row = (type: string): DocumentNode => ({
      type: 'tableRow',
      content: columns.map((align) => ({ type, attrs: { align }, content: line(true) })),
    });
    return { type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] };
  }
  function block(depth: number): DocumentNode {
    const kind = roll(depth > 0 ? 9 : 5);
    if (kind === 0) return { type: 'heading', attrs: { level: 2 + roll(5) }, content: line(true) };
    if (kind === 1)
      return {
        type: 'codeBlock',
        attrs: { language: some([null, 'sh', 'c++']) },
        content: [
          { type: 'text', text: some(['a\n\n  b', '```\nx\n```', '> - x', '<b>&amp;\n\n']) },
        ],
      };
    if (kind === 2) return { type: 'horizontalRule' };
    if (kind === 3) return table();
    if (kind === 4) return paragraph();
    if (kind === 5) return { type: 'blockquote', content: blocks(depth - 1) };
    if (kind === 6)
      return { type: 'callout', attrs: { kind: some(calloutKinds) }, content: blocks(depth - 1) };
    return list(depth - 1);
  }
  const blocks = (depth: number) => Array.from({ length: 1 + roll(3) }, () => block(depth));
  return { type: 'doc', content: blocks(3) };
}
