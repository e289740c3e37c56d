'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { mostSpans } from '@/tickets/sla/level-limits';
import { Button } from '@/ui/button';
import { FieldError, FieldHelp } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { IconButton } from '@/ui/icon-button';
import { SettingForm } from '../../../_forms/setting-form';
import './_fields/levels.css';
import { changeServiceLevelsAction } from './actions';
import { hoursOf, type SpanValue } from './level-values';

type Week = SpanValue[][];

/** When people are at work, day by day, several spans each. */
export function HoursForm({ saved, timeZone }: { saved: Week; timeZone: string }) {
  const [value, setValue] = useState(saved);
  return (
    <SettingForm
      action={changeServiceLevelsAction}
      saved={saved}
      value={value}
      entries={(week) => [['hours', JSON.stringify(hoursOf(week))]]}
      onUndo={setValue}
    >
      <HoursField week={value} onChange={setValue} timeZone={timeZone} />
    </SettingForm>
  );
}

function HoursField({
  week,
  onChange,
  timeZone,
}: {
  week: Week;
  onChange: (week: Week) => void;
  timeZone: string;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const field = useField('hours', { help: true });
  return (
    <fieldset {...field.aria} className="field">
      <legend className="sr-only">{t('console.admin.levels.hoursTitle')}</legend>
      <input type="hidden" name="hours" value={JSON.stringify(hoursOf(week))} />
      <div>
        {week.map((spans, at) => {
          const day = weekday(locale, at);
          return (
            <fieldset key={day} className="level-day">
              <legend>{day}</legend>
              <DaySpans
                spans={spans}
                onChange={(next) => onChange(week.map((one, index) => (index === at ? next : one)))}
              />
            </fieldset>
          );
        })}
      </div>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      <FieldHelp id={field.helpId}>{t('console.admin.levels.hoursHelp', { timeZone })}</FieldHelp>
    </fieldset>
  );
}

function DaySpans({
  spans,
  onChange,
}: {
  spans: SpanValue[];
  onChange: (spans: SpanValue[]) => void;
}) {
  const t = useTranslations();
  const time = (at: number, end: keyof SpanValue, label: string) => (
    <input
      type="time"
      className="control"
      aria-label={label}
      value={spans[at]![end]}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        onChange(spans.map((span, index) => (index === at ? { ...span, [end]: typed } : span)));
      }}
    />
  );
  return (
    <div className="level-spans">
      {spans.length === 0 && <span className="text-muted">{t('console.admin.levels.closed')}</span>}
      {spans.map((_, at) => (
        <div key={at} className="level-span">
          {time(at, 'from', t('console.admin.levels.from'))}
          <span aria-hidden>–</span>
          {time(at, 'to', t('console.admin.levels.to'))}
          <IconButton
            label={t('console.admin.levels.removeSpan', {
              span: `${spans[at]!.from}–${spans[at]!.to}`,
            })}
            icon={<Trash2 aria-hidden />}
            onClick={() => onChange(spans.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {spans.length < mostSpans && (
        <Button
          size="sm"
          variant="quiet"
          icon={<Plus aria-hidden />}
          onClick={() => onChange([...spans, nextSpan(spans)])}
        >
          {t('console.admin.levels.addSpan')}
        </Button>
      )}
    </div>
  );
}

/** A morning first, then an afternoon. */
function nextSpan(spans: readonly SpanValue[]): SpanValue {
  if (spans.length === 0) return { from: '09:00', to: '17:00' };
  return { from: '', to: '' };
}

/** 0 is Monday; with a capital, because it begins a line. */
function weekday(locale: string, at: number): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + at)),
  );
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
