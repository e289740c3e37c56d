'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useShortcuts } from '@/ui/use-shortcuts';
import { BulkBar, type BulkChoices } from '../_bulk/bulk-bar';
import { useBulk } from '../_bulk/use-bulk';
import { useSelection } from '../_bulk/use-selection';
import { QueueLine } from './queue-line';
import type { QueueRow } from './queue-row';

/** Where the list was scrolled to: the next ticket's page draws it anew. */
let scrolled = { query: '', top: 0 };

/**
 * The tickets, a line each. `j`, `k` and the arrows move the focus, Enter opens, `x` ticks for
 * a change of many at once.
 */
export function QueueList({
  rows,
  selected,
  query,
  choices,
  timeZone,
}: {
  rows: readonly QueueRow[];
  /** The number of the ticket beside the list. */
  selected?: number;
  /** The address's query, for the links: '' or `?…`. */
  query: string;
  /** What ticked tickets can be changed to. */
  choices: BulkChoices;
  timeZone: string;
}) {
  const t = useTranslations();
  const list = useRef<HTMLUListElement>(null);
  const numbers = rows.map((row) => row.number);
  const ticks = useSelection(numbers);
  const bulk = useBulk(rows, ticks.select);

  useLayoutEffect(() => {
    const pane = list.current?.closest('.desk-list');
    if (!pane) return;
    if (scrolled.query === query) pane.scrollTop = scrolled.top;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    return () => {
      scrolled = { query, top: pane.scrollTop };
    };
  }, [query]);

  /** The lines, and which of them has the focus or else is open; -1: none. */
  function whereabouts() {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const focused = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
    const current = links.findIndex((link) => link.hasAttribute('aria-current'));
    return { links, from: focused >= 0 ? focused : current };
  }
  function move(step: 1 | -1) {
    const { links, from } = whereabouts();
    const to = from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + step));
    links[to]?.focus();
  }
  function tick() {
    const number = numbers[whereabouts().from];
    if (number !== undefined) ticks.toggle(number);
  }
  useShortcuts({
    x: { label: t('console.bulk.key'), run: tick },
    j: { label: t('console.keys.next'), run: () => move(1) },
    k: { label: t('console.keys.previous'), run: () => move(-1) },
  });
  function onArrow(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  }

  return (
    <>
      {ticks.selected.length > 0 && (
        <BulkBar
          count={ticks.selected.length}
          choices={choices}
          pending={bulk.pending}
          onChange={(change) => bulk.change(ticks.selected, change)}
          onAll={ticks.selected.length < numbers.length ? () => ticks.select(numbers) : undefined}
          onClear={() => ticks.select([])}
        />
      )}
      <p role="status" data-failed={bulk.news?.failed} className="bulk-news">
        {bulk.news?.text}
      </p>
      <ul ref={list} onKeyDown={onArrow} className="queue">
        {bulk.shown.map((row) => (
          <QueueLine
            key={row.number}
            row={row}
            query={query}
            isSelected={row.number === selected}
            isTicked={ticks.isSelected(row.number)}
            onTick={(more) => ticks.toggle(row.number, more)}
            timeZone={timeZone}
          />
        ))}
      </ul>
    </>
  );
}
