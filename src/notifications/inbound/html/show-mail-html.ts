import 'server-only';
import { foldQuotes } from './fold-quotes';
import { sanitiseMailHtml } from './sanitise-mail-html';
import type { ShownMail, ShowOrder } from './shown-mail';

/** Characters of which no more is shown: several hundred pages of text. */
const mostHtml = 500_000;

/** A mail's HTML as it may be shown; null where it has none. In the worker only. */
export function showMailHtml(html: string | null, order: ShowOrder): ShownMail | null {
  if (html === null) return null;
  const { html: clean, remotePictures } = sanitiseMailHtml(html.slice(0, mostHtml), order);
  return { html: foldQuotes(clean, order), remotePictures, isCut: html.length > mostHtml };
}
