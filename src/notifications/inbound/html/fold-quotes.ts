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
  let now: Piece = { html: '', isQuote: false };
  let depthOfQuote = 0;
  let end = 0;
  const begin = (isQuote: boolean, html = '') => {
    pieces.push(now);
    now = { html, isQuote };
  };
  for (const found of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    const [whole, slash, tag, rest] = found as unknown as [string, string, string, string];
    now.html += html.slice(end, found.index);
    end = found.index + whole.length;
    if (slash) open.pop();
    const isMark = tag === quoteTag.inside || tag === quoteTag.fromHere;
    if (isMark && !slash && !now.isQuote) {
      const around = tag === quoteTag.fromHere ? open : [];
      depthOfQuote = tag === quoteTag.fromHere ? -1 : open.length;
      now.html += closing(around);
      begin(true, around.join('') + (tag === quoteTag.fromHere ? '<div>' : ''));
    } else if (slash && now.isQuote && open.length === depthOfQuote) begin(false);
    else now.html += isMark ? `<${slash}${tag === quoteTag.inside ? 'blockquote' : 'div'}>` : whole;
    if (!slash && !rest.endsWith('/')) open.push(whole);
  }
  now.html += html.slice(end);
  return [...pieces, now];
}

const closing = (tags: readonly string[]) =>
  tags
    .toReversed()
    .map((tag) => `</${/^<([a-z0-9]+)/.exec(tag)![1]}>`)
    .join('');

const wordsOf = (html: string) => html.replace(/<[^>]*>|&[a-z#0-9]+;/g, ' ').trim();
const hasWords = (html: string) => /[\p{L}\p{N}]/u.test(wordsOf(html));
