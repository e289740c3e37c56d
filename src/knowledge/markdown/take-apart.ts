import { Lexer, type Token } from 'marked';

/**
 * Marks of emphasis and links in one paragraph: the parser's time grows with the square of their
 * number (2,000: 0.3 s, 60,000: minutes). Its stack grows with what stands inside one another.
 */
const mostMarks = 500;
/** Of a whole text, as the sum of these squares: some 0.7 s. */
const mostWork = 10_000_000;
/** Of backticks in a paragraph: each looks for the one that ends its code. */
const mostTicks = 1_000;
/** Characters without a space before an `@`: at each the parser looks whether an address begins. */
const mostBeforeAt = 2_000;
/** A line that begins with more than a hundred quotations and lists inside one another. */
const deepLine = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){101}/m;
/** Signs that lines lack which go on with a quotation: at each the parser begins it anew. */
const mostUnsigned = 100;

/**
 * Markdown as the parser's pieces. What would keep the parser busy for long, and with it everybody
 * on this server, is one piece of code: shown as it was typed. Pure.
 */
export function takeApart(markdown: string): Token[] {
  const begun = inBlocks(markdown);
  if (!begun) return [{ type: 'code', raw: markdown, text: markdown }];
  for (const { src, tokens } of begun.inlineQueue) begun.inlineTokens(src, tokens);
  return begun.tokens;
}

/** The pieces of one line or paragraph that is known to be one. */
export function takeApartLine(markdown: string): Token[] {
  return Lexer.lexInline(markdown, { gfm: true });
}

/** Whether the parser would take so long over it that it is shown as it was typed. */
export function isIntricate(markdown: string): boolean {
  return inBlocks(markdown) === undefined;
}

/**
 * The blocks of a text, before what stands in their lines is looked at: only the parser knows what
 * is code, where marks are none. Undefined where there would be too much to look at.
 */
function inBlocks(markdown: string): Lexer | undefined {
  if (deepLine.test(markdown) || unsignedIn(markdown) > mostUnsigned) return undefined;
  const lexer = new Lexer({ gfm: true });
  lexer.blockTokens(markdown.replace(/\r\n|\r/g, '\n'), lexer.tokens);
  let work = 0;
  for (const { src } of lexer.inlineQueue) {
    const marks = marksIn(src, '*_~[');
    work += marks * marks;
    if (marks > mostMarks || work > mostWork || marksIn(src, '`') > mostTicks) return undefined;
    if (beforeAt(src) > mostBeforeAt) return undefined;
  }
  return lexer;
}

/** How many signs of quotation lines with text lack that the one before each has, in all. */
function unsignedIn(markdown: string): number {
  let count = 0;
  let before = 0;
  for (const [, signs = '', text] of markdown.matchAll(/^([ \t>]*)(.?)/gm)) {
    const depth = marksIn(signs, '>');
    if (text && depth < before) count += before - depth;
    before = depth;
  }
  return count;
}

/** The longest run of characters without a space that ends in an `@`. */
function beforeAt(text: string): number {
  let longest = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '@') longest = Math.max(longest, at - start);
    if (character === '@' || character === ' ' || character === '\n') start = at + 1;
  }
  return longest;
}

function marksIn(text: string, marks: string): number {
  let count = 0;
  for (const character of text) if (marks.includes(character)) count++;
  return count;
}
