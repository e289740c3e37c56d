import { articleBody, articleTitle } from '@/knowledge/input-shapes';
import { type ImportNotice, notice, type SkipReason } from './archive-articles';

/** Longer ones are no articles. */
export const mostCharacters = 200_000;

export interface FitText {
  title: string;
  body: string;
  notices: ImportNotice[];
}

/** A title and a text as articles have them, or why they can't become one. Pure. */
export function fitText(title: string, body: string, mayBeEmpty = false): FitText | SkipReason {
  if (body.length > mostCharacters) return 'textTooLong';
  const named = articleTitle.safeParse(title.trim().slice(0, 200).toWellFormed());
  if (!named.success || !(mayBeEmpty || body.trim())) return 'empty';
  const notices = title.trim().length > 200 ? [notice('titleCut', title)] : [];
  return { title: named.data, body: articleBody.parse(body.toWellFormed()), notices };
}
