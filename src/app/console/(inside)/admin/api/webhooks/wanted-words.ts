import type { Translate } from '@/i18n/translator';
import { areaWords, eventWords } from '../../audit-log/event-words';

/** What a webhook wants to hear of, in words; a name that we have none for stays as it is. */
export function wantedWords(events: readonly string[], t: Translate): string {
  if (events.includes('*')) return t('console.admin.webhooks.everything');
  const words = events.map((event) => {
    const area = areaWords.find(({ value }) => `${value}*` === event);
    const key = area?.key ?? eventWords[event];
    return key ? t(key) : event;
  });
  return words.join(', ');
}
