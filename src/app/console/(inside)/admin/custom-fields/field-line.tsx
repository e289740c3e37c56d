'use client';

import { GripVertical } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { type Visibility, visibilities } from '@/fields/field';
import { Select } from '@/ui/select';
import { Badge } from '@/ui/status-pill';
import { MoveButtons } from '../../_lists/move-buttons';
import type { ListedField } from './field-list';
import { portalWords, typeWords } from './field-words';

/** One field in the list: what it is, what contacts may do with it, and its place. */
export function FieldLine({
  field,
  isFirst,
  isLast,
  onMove,
  onPortal,
  ...drag
}: {
  field: ListedField;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
  onPortal: (portal: Visibility) => void;
} & ComponentProps<'li'>) {
  const t = useTranslations();
  const { key, label, type, isDefault, portal, required, dependsOn } = field;
  const notes = [
    t(typeWords[type]),
    required && t('console.admin.fields.required'),
    dependsOn && t('console.admin.fields.dependsOn', { field: dependsOn }),
  ].filter((note) => typeof note === 'string');
  return (
    <li {...drag} className="flex flex-wrap items-center gap-2 border-b border-line py-2">
      <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted max-sm:hidden" />
      <div className="grid min-w-0 flex-1 basis-40 gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <Link
            href={`/console/admin/custom-fields/${key}`}
            className="link min-w-0 break-words font-medium"
            dir="auto"
          >
            {label}
          </Link>
          {!isDefault && <Badge>{t('console.admin.fields.own')}</Badge>}
        </span>
        <span className="text-sm text-muted" dir="auto">
          {notes.join(' · ')}
        </span>
      </div>
      <div className="flex shrink-0 items-center">
        <Select
          label={t('console.admin.fields.portalOf', { field: label })}
          hideLabel
          value={portal}
          onChange={(event) => onPortal(event.currentTarget.value as Visibility)}
          options={visibilities.map((value) => ({ value, label: t(portalWords[value]) }))}
        />
        <MoveButtons
          up={t('console.admin.fields.up', { field: label })}
          down={t('console.admin.fields.down', { field: label })}
          isFirst={isFirst}
          isLast={isLast}
          onMove={onMove}
        />
      </div>
    </li>
  );
}
