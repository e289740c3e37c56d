'use client';

import { GripVertical, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { categoryTones } from '@/app/console/(inside)/tickets/_queue/queue-row';
import type { StatusDefinition } from '@/tickets/statuses/status-definition';
import { IconButton } from '@/ui/icon-button';
import { StatusPill } from '@/ui/status-pill';
import { MoveButtons } from '../../../../_lists/move-buttons';
import { categoryWords } from './category-words';

/** One status in the list, with everything that can be done to it. */
export function StatusLine({
  status,
  leads,
  isOnly,
  isFirst,
  isLast,
  onMove,
  onEdit,
  onDelete,
  ...drag
}: {
  status: StatusDefinition;
  /** The first of its category: tickets come to it by themselves. */
  leads: boolean;
  /** The only one of a category that tickets need. */
  isOnly: boolean;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
  onEdit: () => void;
  onDelete: () => void;
} & ComponentProps<'li'>) {
  const t = useTranslations();
  const { label, category, colour, portalVisible } = status;
  const lead = leads ? leadKeys[category] : undefined;
  const notes = [
    t(categoryWords[category]),
    lead && t(lead),
    isOnly && t('console.admin.statuses.only'),
    !portalVisible && t('console.admin.statuses.hidden'),
  ].filter((note) => typeof note === 'string');
  return (
    <li {...drag} className="flex items-center gap-2 border-b border-line py-2">
      <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted max-sm:hidden" />
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5">
        <StatusPill tone={categoryTones[category]} colour={colour} className="justify-self-start">
          <bdi title={label}>{label}</bdi>
        </StatusPill>
        <span className="text-sm text-muted">{notes.join(' · ')}</span>
      </div>
      <div className="flex shrink-0">
        <MoveButtons
          up={t('console.admin.statuses.up', { status: label })}
          down={t('console.admin.statuses.down', { status: label })}
          isFirst={isFirst}
          isLast={isLast}
          onMove={onMove}
        />
        <IconButton
          size="sm"
          label={t('console.admin.statuses.edit', { status: label })}
          icon={<Pencil aria-hidden />}
          onClick={onEdit}
        />
        <IconButton
          size="sm"
          label={t('console.admin.statuses.remove', { status: label })}
          icon={<Trash2 aria-hidden />}
          disabled={isOnly}
          onClick={onDelete}
        />
      </div>
    </li>
  );
}

const leadKeys: Partial<
  Record<
    StatusDefinition['category'],
    'console.admin.statuses.takesNew' | 'console.admin.statuses.takesClosed'
  >
> = {
  open: 'console.admin.statuses.takesNew',
  closed: 'console.admin.statuses.takesClosed',
};
