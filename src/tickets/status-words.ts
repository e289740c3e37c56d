import 'server-only';
import { translatorFor } from '@/i18n/translator';
import type { StatusCategory } from './ticket-view';

type Words = Record<StatusCategory, string>;
const known = new Map<string, Words>();

/** The categories' own words, for statuses that the tenant has not named in this language. */
export async function statusWords(language: string): Promise<Words> {
  const found = known.get(language);
  if (found) return found;
  const t = await translatorFor(language);
  const words = {
    open: t('tickets.status.open'),
    pending: t('tickets.status.pending'),
    resolved: t('tickets.status.resolved'),
    closed: t('tickets.status.closed'),
  };
  known.set(language, words);
  return words;
}

/** What to call a status in a language: the tenant's label, else its category's word. */
export function labelOf(
  status: { category: StatusCategory; labels: Record<string, string> | null },
  language: string,
  words: Words,
): string {
  return status.labels?.[language] || words[status.category];
}
