'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { mostHolidays } from '@/tickets/sla/level-limits';
import type { Holiday } from '@/tickets/sla/service-level-shapes';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { FieldError } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { IconButton } from '@/ui/icon-button';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../../_forms/setting-form';
import './_fields/levels.css';
import { changeServiceLevelsAction } from './actions';
import { holidaysOf } from './level-values';

/** Days on which nobody works, of one year or of every year. */
export function HolidaysForm({ saved }: { saved: Holiday[] }) {
  const [value, setValue] = useState(saved);
  return (
    <SettingForm
      action={changeServiceLevelsAction}
      saved={saved}
      value={value}
      entries={(holidays) => [['holidays', JSON.stringify(holidaysOf(holidays))]]}
      onUndo={setValue}
    >
      <HolidaysField holidays={value} onChange={setValue} />
    </SettingForm>
  );
}

function HolidaysField({
  holidays,
  onChange,
}: {
  holidays: Holiday[];
  onChange: (holidays: Holiday[]) => void;
}) {
  const t = useTranslations();
  const field = useField('holidays', {});
  const change = (at: number, part: Partial<Holiday>) =>
    onChange(holidays.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset {...field.aria} className="field">
      <legend className="sr-only">{t('console.admin.levels.holidaysTitle')}</legend>
      <input type="hidden" name="holidays" value={JSON.stringify(holidaysOf(holidays))} />
      {holidays.length === 0 && (
        <p className="text-muted">{t('console.admin.levels.noHolidays')}</p>
      )}
      {holidays.map((holiday, at) => (
        <div key={at} className="level-holiday">
          <TextField
            type="date"
            label={t('console.admin.levels.date')}
            hideLabel
            value={holiday.date}
            onChange={(event) => change(at, { date: event.currentTarget.value })}
          />
          <TextField
            label={t('console.admin.levels.holidayName')}
            hideLabel
            placeholder={t('console.admin.levels.holidayName')}
            dir="auto"
            maxLength={80}
            value={holiday.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <Checkbox
            label={t('console.admin.levels.yearly')}
            checked={holiday.yearly}
            onChange={(event) => change(at, { yearly: event.currentTarget.checked })}
          />
          <IconButton
            label={t('console.admin.levels.removeHoliday', { name: holiday.name || holiday.date })}
            icon={<Trash2 aria-hidden />}
            onClick={() => onChange(holidays.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {holidays.length < mostHolidays && (
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() => onChange([...holidays, { date: '', yearly: false, name: '' }])}
          className="justify-self-start"
        >
          {t('console.admin.levels.addHoliday')}
        </Button>
      )}
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
    </fieldset>
  );
}
