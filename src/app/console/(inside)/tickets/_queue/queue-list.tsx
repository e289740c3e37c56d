'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useShortcuts } from '@/ui/use-shortcuts';
import { QueueLine } from './queue-line';
import type { QueueRow } from './queue-row';

/** Where the list was scrolled to: the next ticket's page draws it anew. */
let scrolled = { query: '', top: 0 };

/** The tickets, a line each. `j`, `k` and the arrows move the focus, Enter opens. */
export function QueueList({
  rows,
  selected,
  query,
  timeZone,
}: {
  rows: readonly QueueRow[];
  /** The number of the ticket beside the list. */
  selected?: number;
  /** The address's query, for the links: '' or `?…`. */
  query: string;
  timeZone: string;
}) {
  const t = useTranslations();
  const list = useRef<HTMLUListElement>(null);

  useLayoutEffect(() => {
    const pane = list.current?.closest('.desk-list');
    if (!pane) return;
    if (scrolled.query === query) pane.scrollTop = scrolled.top;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    return () => {
      scrolled = { query, top: pane.scrollTop };
    };
  }, [query]);

  function move(step: 1 | -1) {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const focused = links.indexOf(document.activeElement as HTMLAnchorElement);
    const current = links.findIndex((link) => link.hasAttribute('aria-current'));
    const from = focused >= 0 ? focused : current;
    const to = from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + step));
    links[to]?.focus();
  }
  useShortcuts({
    j: { label: t('console.keys.next'), run: () => move(1) },
    k: { label: t('console.keys.previous'), run: () => move(-1) },
  });
  function onArrow(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  }

  return (
    <ul ref={list} onKeyDown={onArrow} className="queue">
      {rows.map((row) => (
        <QueueLine
          key={row.number}
          row={row}
          query={query}
          isSelected={row.number === selected}
          timeZone={timeZone}
        />
      ))}
    </ul>
  );
}
