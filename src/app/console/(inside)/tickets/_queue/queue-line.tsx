'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { pillColour } from '@/ui/pill-colour';
import { TimeAgo } from '@/ui/time-ago';
import { DueBadge } from '../_promises/due-badge';
import { priorityKeys } from '../_ticket/priority-keys';
import type { QueueRow } from './queue-row';

/** One ticket in one line; what has room is a matter of the list's width. */
export function QueueLine({
  row,
  query = '',
  isSelected = false,
  isTicked = false,
  onTick,
  timeZone,
}: {
  row: QueueRow;
  /** The address's query, for the link: '' or `?…`. */
  query?: string;
  isSelected?: boolean;
  /** Ticked, to be changed with others. */
  isTicked?: boolean;
  /** Undefined: there is nothing to tick. */
  onTick?: (more: { range: boolean }) => void;
  timeZone: string;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const assignee = row.assignee ?? t('console.ticket.nobody');
  return (
    <li data-ticked={isTicked || undefined}>
      {onTick && (
        <label className="queue-tick">
          <input
            type="checkbox"
            className="choice-mark"
            aria-label={t('console.bulk.select', { number: row.number })}
            checked={isTicked}
            onChange={({ nativeEvent }) =>
              onTick({ range: 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true })
            }
          />
        </label>
      )}
      <Link
        href={`/console/tickets/${row.number}${query}`}
        prefetch={false}
        scroll={false}
        aria-current={isSelected ? 'true' : undefined}
        data-unread={(row.unread && !isSelected) || undefined}
        className="queue-row"
      >
        <span className={`pill tone-${row.tone}`} style={pillColour(row.colour)} title={row.status}>
          <span className="queue-wide pill-words">{row.status}</span>
        </span>
        <span className="queue-number">#{row.number}</span>
        <span className="queue-title" dir="auto">
          {row.title}
        </span>
        {row.unread && !isSelected && (
          <span className="sr-only">{t('console.tickets.unread')}</span>
        )}
        {(row.priority === 'urgent' || row.priority === 'high') && (
          <span className={row.priority === 'urgent' ? 'badge tone-danger' : 'badge'}>
            {t(priorityKeys[row.priority])}
          </span>
        )}
        {row.due && <DueBadge due={row.due} locale={locale} timeZone={timeZone} />}
        <span className="queue-company" dir="auto">
          {row.company}
        </span>
        <span className="queue-requester" dir="auto">
          {row.requester}
        </span>
        <span className="queue-assignee" title={assignee}>
          {row.assignee && <Avatar name={row.assignee} />}
          <span className="queue-wide" dir="auto">
            {assignee}
          </span>
        </span>
        <TimeAgo at={row.at} locale={locale} timeZone={timeZone} short className="queue-age" />
      </Link>
    </li>
  );
}
