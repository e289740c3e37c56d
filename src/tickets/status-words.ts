import 'server-only';
import { translatorFor } from '@/i18n/translator';
import type { StatusCategory } from './ticket-view';

/** The categories' words, and what to say of a status that is no more. */
export type StatusWords = Record<StatusCategory | 'deleted', string>;
const known = new Map<string, StatusWords>();

/** The categories' own words, for statuses that the tenant has not named in this language. */
export async function statusWords(language: string): Promise<StatusWords> {
  const found = known.get(language);
  if (found) return found;
  const t = await translatorFor(language);
  const words = {
    open: t('tickets.status.open'),
    pending: t('tickets.status.pending'),
    resolved: t('tickets.status.resolved'),
    closed: t('tickets.status.closed'),
    deleted: t('tickets.status.deleted'),
  };
  known.set(language, words);
  return words;
}

/** What to call a status in a language: the tenant's label, else its category's word. */
export function labelOf(
  status: { category: StatusCategory; labels: Record<string, string> | null },
  language: string,
  words: StatusWords,
): string {
  return status.labels?.[language] || words[status.category];
}
