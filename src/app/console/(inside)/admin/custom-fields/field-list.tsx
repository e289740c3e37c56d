'use client';

import { useTranslations } from 'next-intl';
import { useOptimistic, useRef, useState, useTransition } from 'react';
import type { FieldType, Visibility } from '@/fields/field';
import { FieldError } from '@/ui/field';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { changePortalAction, moveFieldAction } from './actions';
import { FieldLine } from './field-line';

export interface ListedField {
  key: string;
  label: string;
  type: FieldType;
  isDefault: boolean;
  portal: Visibility;
  required: boolean;
  /** The label of the field that decides whether it is displayed. */
  dependsOn: string | undefined;
}

/** The fields in their order: by drag, or by the arrows of each line; what contacts may do acts at once. */
export function FieldList({ fields }: { fields: readonly ListedField[] }) {
  const t = useTranslations('console.admin.fields');
  const texts = useUiTexts();
  const [shown, show] = useOptimistic(fields);
  const [news, setNews] = useState('');
  const [problem, setProblem] = useState<string>();
  const [, start] = useTransition();
  const dragged = useRef<string>(undefined);

  function act(next: readonly ListedField[], word: string, work: () => ReturnType<typeof perform>) {
    setProblem(undefined);
    setNews('');
    start(async () => {
      show(next);
      const answer = await work();
      if (answer.ok) setNews(word);
      else setProblem(answer.message);
    });
  }
  function moveTo(field: ListedField, position: number) {
    if (position < 0 || position >= shown.length) return;
    const others = shown.filter((one) => one.key !== field.key);
    const place = { field: field.label, place: position + 1, count: shown.length };
    act(others.toSpliced(position, 0, field), t('moved', place), () =>
      perform(moveFieldAction, { key: field.key, position: `${position}` }, texts.unreachable),
    );
  }
  function setPortal(field: ListedField, portal: Visibility) {
    const next = shown.map((one) => (one.key === field.key ? { ...one, portal } : one));
    act(next, t('portalSaved', { field: field.label }), () =>
      perform(changePortalAction, { key: field.key, portal }, texts.unreachable),
    );
  }
  return (
    <>
      <ol aria-label={t('title')} className="max-w-3xl">
        {shown.map((field, at) => (
          <FieldLine
            key={field.key}
            field={field}
            isFirst={at === 0}
            isLast={at === shown.length - 1}
            onMove={(step) => moveTo(field, at + step)}
            onPortal={(portal) => setPortal(field, portal)}
            draggable
            onDragStart={() => {
              dragged.current = field.key;
            }}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              const from = shown.find((one) => one.key === dragged.current);
              if (from && from !== field) moveTo(from, at);
            }}
          />
        ))}
      </ol>
      <p role="status" className="mt-4 text-muted">
        {!problem && news}
      </p>
      <div role="alert">{problem && <FieldError>{problem}</FieldError>}</div>
    </>
  );
}
