'use client';

import { useRouter } from 'next/navigation';
import { type MouseEvent, useTransition } from 'react';
import { pillColour } from '@/ui/pill-colour';
import { TimeAgo } from '@/ui/time-ago';
import type { RowData } from './row-data';
import { statusTone } from './status-tone';

export interface RowWords {
  list: string;
  unread: string;
}

/**
 * Tickets, one line each (two on a phone). Plain links that one listener turns into soft
 * navigation: twenty-five link components would cost the server a third of the page.
 */
export function TicketRows({
  rows,
  words,
  locale,
  timeZone,
}: {
  rows: readonly RowData[];
  words: RowWords;
  locale: string;
  timeZone: string;
}) {
  const [pending, follow] = useSoftLinks();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: enter on a link inside is a click too
    <ol
      aria-label={words.list}
      aria-busy={pending}
      className={rows[0]?.by ? 'tickets tickets-by' : 'tickets'}
      onClick={follow}
    >
      {rows.map((row) => (
        <li key={row.n} className={row.unread ? 'ticket unread' : 'ticket'}>
          <a href={`/tickets/${row.n}`} dir="auto">
            {row.unread && <span className="sr-only">{`${words.unread}: `}</span>}
            {row.title}
          </a>
          <span className="ticket-note">
            {`#${row.n}`}
            {row.by && <bdi>{row.by}</bdi>}
          </span>
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
          <TimeAgo at={row.at} locale={locale} timeZone={timeZone} short />
        </li>
      ))}
    </ol>
  );
}

/** For the list's `onClick`: follows a plain click on a link inside without a full load. */
export function useSoftLinks(): [boolean, (event: MouseEvent) => void] {
  const router = useRouter();
  const [pending, start] = useTransition();
  function follow(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href');
    if (!href?.startsWith('/') || link?.target) return;
    event.preventDefault();
    start(() => router.push(href));
  }
  return [pending, follow];
}
