import type { Translate } from '@/i18n/translator';
import { areaWords, eventWords } from './event-words';

/** What the log can be narrowed to: areas, and in each all of it or one event. */
export function eventGroups(t: Translate) {
  const rest = new Set(Object.keys(eventWords));
  const groups = areaWords.map(({ value: area, key }) => {
    const events = Object.keys(eventWords).filter((event) => event.startsWith(area));
    for (const event of events) rest.delete(event);
    const all = { value: area, label: t('console.admin.audit.allOf', { area: t(key) }) };
    return { label: t(key), options: [all, ...events.map(optionOf)] };
  });
  const others = { label: t('console.admin.audit.others'), options: [...rest].map(optionOf) };
  return rest.size > 0 ? [...groups, others] : groups;

  function optionOf(event: string) {
    return { value: event, label: t(eventWords[event]!) };
  }
}
