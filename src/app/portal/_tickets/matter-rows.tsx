'use client';

import { pillColour } from '@/ui/pill-colour';
import { TimeAgo } from '@/ui/time-ago';
import type { RowData } from './row-data';
import { statusTone } from './status-tone';
import { useSoftLinks } from './ticket-rows';

export interface MatterWords {
  list: string;
  unread: string;
  /** Before the time of the last reply, by who wrote it. */
  contact: string;
  technician: string;
  none: string;
}

export function MatterRows({
  rows,
  words,
  locale,
  timeZone,
}: {
  rows: readonly (RowData & { next: string })[];
  words: MatterWords;
  locale: string;
  timeZone: string;
}) {
  const [pending, follow] = useSoftLinks();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: enter on a link inside is a click too
    <ul aria-label={words.list} aria-busy={pending} className="matters" onClick={follow}>
      {rows.map((row) => (
        <li key={row.n} className={row.unread ? 'matter unread' : 'matter'}>
          <a href={`/tickets/${row.n}`} dir="auto">
            {row.unread && <span className="sr-only">{words.unread}: </span>}
            {row.title}
          </a>
          {row.status && (
            <span
              className={`pill tone-${statusTone[row.category]}`}
              style={pillColour(row.colour)}
            >
              <span className="pill-words" title={row.status}>
                {row.status}
              </span>
            </span>
          )}
          <span className="matter-next">{row.next}</span>
          <span className="matter-last">
            {words[row.last ?? 'none']} <TimeAgo at={row.at} locale={locale} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  );
}
