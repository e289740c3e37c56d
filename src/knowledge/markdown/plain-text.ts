import type { Token } from 'marked';
import { takeApart } from './take-apart';

/** The words of Markdown without its marks, for excerpts and descriptions. Pure. */
export function plainTextOf(markdown: string): string {
  return wordsOf(takeApart(markdown))
    .replace(/\[!(note|tip|important|warning|caution)\]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first words, at most `most` characters, cut between two words. */
export function excerptOf(markdown: string, most = 160): string {
  // Of a long article only the beginning is taken apart.
  const text = plainTextOf(markdown.slice(0, most * 12));
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`;
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'heading' || token.type === 'image' || token.type === 'html') return ' ';
      if (token.type === 'list')
        return `${token.items.map((i: { tokens: Token[] }) => wordsOf(i.tokens)).join(' ')} `;
      if (token.type === 'table') return ' ';
      if ('tokens' in token && token.tokens) return `${wordsOf(token.tokens)}${ends(token)}`;
      return 'text' in token && typeof token.text === 'string' ? token.text : ' ';
    })
    .join('');
}

function ends({ type }: Token): string {
  return type === 'paragraph' || type === 'blockquote' ? ' ' : '';
}
