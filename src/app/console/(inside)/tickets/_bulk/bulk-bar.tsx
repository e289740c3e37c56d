'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type StatusView, ticketPriorities } from '@/tickets/ticket-view';
import { Button } from '@/ui/button';
import { Menu, type MenuEntry } from '@/ui/menu';
import { categoryTones } from '../_queue/queue-row';
import { priorityKeys } from '../_ticket/priority-keys';
import type { BulkChange } from './use-bulk';

export interface BulkChoices {
  statuses: readonly StatusView[];
  technicians: readonly { id: string; name: string }[];
}

/** What can be done to the tickets that are ticked. */
export function BulkBar({
  count,
  choices: { statuses, technicians },
  pending,
  onChange,
  onAll,
  onClear,
}: {
  count: number;
  choices: BulkChoices;
  pending: boolean;
  onChange: (change: BulkChange) => void;
  /** Ticks the whole page; undefined where it is ticked. */
  onAll?: () => void;
  onClear: () => void;
}) {
  const t = useTranslations();
  const menu = (label: string, entries: MenuEntry[]) => (
    <Menu
      trigger={
        <Button size="sm" pending={pending}>
          {label}
          <ChevronDown aria-hidden />
        </Button>
      }
      entries={entries}
    />
  );
  return (
    <fieldset aria-label={t('console.bulk.label')} className="bulk-bar">
      <span className="bulk-count">{t('console.bulk.count', { count })}</span>
      {menu(
        t('console.bulk.status'),
        statuses.map(({ key, label, category, colour }) => ({
          key,
          label: <bdi>{label}</bdi>,
          onSelect: () =>
            onChange({
              what: 'statusKey',
              value: key,
              shown: { status: label, colour, tone: categoryTones[category] },
            }),
        })),
      )}
      {menu(t('console.bulk.assignee'), [
        {
          key: 'nobody',
          label: t('console.ticket.nobody'),
          onSelect: () => onChange({ what: 'assigneeId', value: '', shown: { assignee: null } }),
        },
        ...technicians.map(({ id, name }) => ({
          key: id,
          label: <bdi>{name}</bdi>,
          onSelect: () => onChange({ what: 'assigneeId', value: id, shown: { assignee: name } }),
        })),
      ])}
      {menu(
        t('console.bulk.priority'),
        ticketPriorities.map((priority) => ({
          key: priority,
          label: t(priorityKeys[priority]),
          onSelect: () => onChange({ what: 'priority', value: priority, shown: { priority } }),
        })),
      )}
      {onAll && (
        <button type="button" className="link text-sm" onClick={onAll}>
          {t('console.bulk.all')}
        </button>
      )}
      <button type="button" className="link text-sm" onClick={onClear}>
        {t('console.bulk.clear')}
      </button>
    </fieldset>
  );
}
