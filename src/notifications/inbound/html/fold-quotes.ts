import { quoteTag } from './quote-tag';
import type { ShowOrder } from './shown-mail';

interface Piece {
  html: string;
  isQuote: boolean;
}

/**
 * Folds what a mail quotes, as the sanitiser marked it, so that it opens without scripts; or leaves
 * it out. What the author's own words stand below, or is forwarded, stays open; a mail that is
 * nothing but a quotation is left as it is. Takes only what the sanitiser wrote, where every `<`
 * begins an element. Pure.
 */
export function foldQuotes(
  html: string,
  { quotes, quoteLabel }: Pick<ShowOrder, 'quotes' | 'quoteLabel'>,
): string {
  const pieces = piecesOf(html);
  const lastOwn = pieces.findLastIndex(({ html, isQuote }) => !isQuote && hasWords(html));
  return pieces
    .map(({ html, isQuote }, at) => {
      if (!isQuote) return html;
      if (!hasWords(html) && !html.includes('<img')) return '';
      const isOpen = lastOwn < 0 || at < lastOwn || /^[\s-]*-{5}/.test(wordsOf(html));
      if (quotes === 'leaveOut' && !isOpen) return '';
      const summary = `<summary>${quoteLabel.replace(/[<&]/g, '')}</summary>`;
      return `<details${isOpen ? ' open' : ''}>${summary}${html}</details>`;
    })
    .join('');
}

/** The author's own and what is quoted, in turn; each is whole once the marks are gone. */
function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = [];
  const open: string[] = [];
  let own = '';
  let quoted: { html: string; depth: number } | undefined;
  let end = 0;
  for (const found of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    const [all, slash, tag, rest] = found as unknown as [string, string, string, string];
    const text = html.slice(end, found.index);
    end = found.index + all.length;
    if (quoted) quoted.html += text;
    else own += text;
    const isMark = tag === quoteTag.inside || tag === quoteTag.fromHere;
    if (slash) open.pop();
    else if (!rest.endsWith('/')) open.push(all);
    if (quoted) {
      if (slash && open.length < quoted.depth) {
        pieces.push({ html: quoted.html, isQuote: true });
        quoted = undefined;
      } else quoted.html += isMark ? `<${slash}${tag === quoteTag.inside ? 'blockquote' : 'div'}>` : all;
    } else if (isMark && !slash && tag === quoteTag.inside) {
      pieces.push({ html: own, isQuote: false });
      own = '';
      quoted = { html: '', depth: open.length };
    } else if (isMark && !slash) {
      const around = open.slice(0, -1);
      pieces.push({ html: own + closing(around), isQuote: false });
      own = '';
      quoted = { html: `${around.join('')}<div>`, depth: 0 };
    } else own += all;
  }
  if (quoted) pieces.push({ html: quoted.html + html.slice(end), isQuote: true });
  else pieces.push({ html: own + html.slice(end), isQuote: false });
  return pieces;
}

const closing = (tags: readonly string[]) =>
  tags
    .toReversed()
    .map((tag) => `</${/^<([a-z0-9]+)/.exec(tag)![1]}>`)
    .join('');

const wordsOf = (html: string) => html.replace(/<[^>]*>|&[a-z#0-9]+;/g, ' ').trim();
const hasWords = (html: string) => /[\p{L}\p{N}]/u.test(wordsOf(html));
