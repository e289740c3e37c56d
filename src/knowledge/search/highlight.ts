import { folded } from './question-words';

/** A piece of a text; hits are what was looked for. Text, never markup: whoever shows it escapes. */
export interface Piece {
  text: string;
  isHit: boolean;
}

/**
 * The text in pieces, with the words marked that begin with one of the stems (folded, as search
 * has found them). Short stems mark only their own word and its nearest forms.
 */
export function highlight(text: string, stems: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const isHit = isOneOf(folded(part), stems);
    const last = pieces.at(-1);
    if (last && last.isHit === isHit) last.text += part;
    else pieces.push({ text: part, isHit });
  }
  return pieces;
}

/** The part of a plain text around its first hit, cut between words, at most about `most` long. */
export function excerptAround(text: string, stems: readonly string[], most = 200): string {
  if (text.length <= most) return text;
  const words = text.matchAll(/[\p{L}\p{M}\p{N}]+/gu);
  let at = 0;
  for (const { 0: word, index } of words) {
    if (!isOneOf(folded(word), stems)) continue;
    at = index;
    break;
  }
  const begin = at < most / 2 ? 0 : text.indexOf(' ', at - most / 3) + 1;
  const cut = text.slice(begin, begin + most);
  const end = begin + most >= text.length ? cut.length : cut.lastIndexOf(' ');
  return `${begin > 0 ? '… ' : ''}${cut.slice(0, end)}${begin + end < text.length ? ' …' : ''}`;
}

function isOneOf(word: string, stems: readonly string[]): boolean {
  return stems.some((stem) => begins(word, stem) && word.length - stem.length <= stem.length);
}

/** English stems write a last y as i: `batteri` is of `battery`, too. */
function begins(word: string, stem: string): boolean {
  if (word.startsWith(stem)) return true;
  return stem.endsWith('i') && word.startsWith(`${stem.slice(0, -1)}y`);
}
