'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Doing } from '@/tickets/presence/doing';
import { usePresence } from './presence-context';

/** So many are named; the rest is a number. */
const mostNames = 3;

const sentences = {
  replying: 'console.presence.replying',
  noting: 'console.presence.noting',
  looking: 'console.presence.looking',
} as const satisfies Record<Doing, string>;

/** Who else is on this ticket and what they do there; nothing where nobody is. */
export function PresentPeople() {
  const t = useTranslations();
  const format = useFormatter();
  const { others } = usePresence();
  const parts = (Object.keys(sentences) as Doing[]).flatMap((doing) => {
    const people = others.filter((one) => one.doing === doing);
    if (people.length === 0) return [];
    const named = people.slice(0, mostNames).map(({ name }) => name);
    const more = people.length - named.length;
    const all = more > 0 ? [...named, t('console.presence.more', { count: more })] : named;
    const who = format.list(all);
    return { doing, text: t(sentences[doing], { who, count: people.length }) };
  });
  return (
    <p role="status" className="presence">
      {parts.map(({ doing, text }) => (
        <span key={doing} dir="auto" className={doing === 'replying' ? 'presence-busy' : undefined}>
          {text}
        </span>
      ))}
    </p>
  );
}
