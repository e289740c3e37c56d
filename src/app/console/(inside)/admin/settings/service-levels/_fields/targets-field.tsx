'use client';

import { useTranslations } from 'next-intl';
import { FieldError, FieldHelp } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { priorityKeys } from '../../../../tickets/_ticket/priority-keys';
import { type Amount, prioritiesDown, type TargetValues, targetsOf } from '../level-values';
import './levels.css';

/** What is promised for each priority; a blank time promises nothing. */
export function TargetsField({
  values,
  onChange,
}: {
  values: TargetValues;
  onChange: (values: TargetValues) => void;
}) {
  const t = useTranslations();
  const field = useField('targets', { help: true });
  return (
    <fieldset {...field.aria} className="field">
      <legend className="field-label mb-1">{t('console.admin.levels.targets')}</legend>
      <input type="hidden" name="targets" value={JSON.stringify(targetsOf(values))} />
      <div className="level-targets">
        {prioritiesDown.map((priority) => {
          const value = values[priority];
          const change = (part: Partial<typeof value>) =>
            onChange({ ...values, [priority]: { ...value, ...part } });
          const name = t(priorityKeys[priority]);
          return (
            <fieldset key={priority} className="level-target">
              <legend>{name}</legend>
              <AmountField
                label={t('console.admin.levels.response')}
                value={value.response}
                onChange={(response) => change({ response })}
              />
              <AmountField
                label={t('console.admin.levels.resolution')}
                value={value.resolution}
                onChange={(resolution) => change({ resolution })}
              />
              <Select
                label={t('console.admin.levels.clock')}
                value={value.clock}
                onChange={(event) =>
                  change({ clock: event.currentTarget.value as typeof value.clock })
                }
                options={[
                  { value: 'business', label: t('console.admin.levels.business') },
                  { value: 'calendar', label: t('console.admin.levels.calendar') },
                ]}
              />
            </fieldset>
          );
        })}
      </div>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      <FieldHelp id={field.helpId}>{t('console.admin.levels.targetsHelp')}</FieldHelp>
    </fieldset>
  );
}

function AmountField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Amount;
  onChange: (value: Amount) => void;
}) {
  const t = useTranslations();
  return (
    <div className="level-amount">
      <TextField
        label={label}
        inputMode="decimal"
        autoComplete="off"
        maxLength={6}
        placeholder={t('console.admin.levels.none')}
        value={value.count}
        onChange={(event) => onChange({ ...value, count: event.currentTarget.value })}
      />
      <Select
        label={t('console.admin.levels.unitOf', { what: label })}
        hideLabel
        value={value.unit}
        onChange={(event) =>
          onChange({ ...value, unit: event.currentTarget.value as Amount['unit'] })
        }
        options={[
          { value: 'minutes', label: t('console.admin.levels.minutes') },
          { value: 'hours', label: t('console.admin.levels.hours') },
        ]}
      />
    </div>
  );
}
