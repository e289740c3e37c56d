'use client';

import { useTranslations } from 'next-intl';
import type { FieldCondition } from '@/fields/field';
import { Checkbox } from '@/ui/checkbox';
import { Select } from '@/ui/select';
import type { DecidingField } from './deciding-fields';
import { PartField } from './part-field';

/** Always, or only while another field has one of some values. */
export function ConditionEditor({
  deciding,
  condition,
  onChange,
}: {
  deciding: readonly DecidingField[];
  condition: FieldCondition | null;
  onChange: (condition: FieldCondition | null) => void;
}) {
  const t = useTranslations('console.admin.fields');
  const above = deciding.find(({ key }) => key === condition?.field);
  const is = condition?.is ?? [];
  function tick(key: string, isTicked: boolean) {
    if (!above) return;
    const next = isTicked ? [...is, key] : is.filter((one) => one !== key);
    onChange({ field: above.key, is: next });
  }
  return (
    <div className="form">
      <Select
        label={t('when')}
        help={t('whenHelp')}
        value={condition?.field ?? ''}
        onChange={(event) => {
          const field = event.currentTarget.value;
          onChange(field ? { field, is: [] } : null);
        }}
        options={[
          { value: '', label: t('always') },
          ...deciding.map(({ key, label }) => ({
            value: key,
            label: t('whenField', { field: label }),
          })),
        ]}
      />
      {above && (
        <fieldset className="field">
          <legend className="field-label mb-1">{t('whenIs', { field: above.label })}</legend>
          {above.words.map(({ key, label }) => (
            <Checkbox
              key={key}
              label={label}
              checked={is.includes(key)}
              onChange={(event) => tick(key, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      )}
      <PartField name="showWhen" value={condition} />
    </div>
  );
}
