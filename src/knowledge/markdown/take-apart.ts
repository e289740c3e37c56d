import { Lexer, lexer, type Token } from 'marked';

/**
 * Marks of emphasis and links in one block: the parser's time grows with the square of their number
 * (2,000: 0.3 s, 60,000: minutes). Its stack grows with what stands inside one another.
 */
const mostMarks = 500;
/** The same of backticks: each looks for the one that ends its code. */
const mostTicks = 1_000;
/** A line that begins with more than a hundred quotations and lists inside one another. */
const deepLine = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){101}/m;

/**
 * Markdown as the parser's pieces. What would keep the parser busy for long, and with it everybody
 * on this server, is one piece of code: shown as it was typed. Pure.
 */
export function takeApart(markdown: string): Token[] {
  if (!isIntricate(markdown)) return lexer(markdown, { gfm: true });
  return [{ type: 'code', raw: markdown, text: markdown }];
}

/** The pieces of one line or paragraph that is known to be one. */
export function takeApartLine(markdown: string): Token[] {
  return Lexer.lexInline(markdown, { gfm: true });
}

/** Whether the parser would take so long over it that it is shown as it was typed. */
export function isIntricate(markdown: string): boolean {
  const words = markdown.replace(/^```[^`\n]*\n[\s\S]*?^```/gm, '');
  if (deepLine.test(words)) return true;
  return words
    .split(/\n[ \t]*\n/)
    .some((block) => marksIn(block, '*_~[') > mostMarks || marksIn(block, '`') > mostTicks);
}

function marksIn(text: string, marks: string): number {
  let count = 0;
  for (const character of text) if (marks.includes(character)) count++;
  return count;
}
