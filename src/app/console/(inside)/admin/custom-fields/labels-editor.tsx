'use client';

import { useTranslations } from 'next-intl';
import { localeNames, locales } from '@/i18n/locales';
import { TextField } from '@/ui/text-field';
import { PartField } from './part-field';

/** What a field is called, language by language; one's own first. */
export function LabelsEditor({
  language,
  labels,
  placeholder,
  onChange,
}: {
  language: string;
  labels: Record<string, string>;
  /** What a default field is called anyway. */
  placeholder: string | undefined;
  onChange: (labels: Record<string, string>) => void;
}) {
  const t = useTranslations('console.admin.fields');
  const order = [...locales].sort((a, b) => Number(b === language) - Number(a === language));
  return (
    <fieldset className="form">
      <legend className="field-label mb-1">{t('names')}</legend>
      <p className="field-help">{placeholder ? t('namesDefaultHelp') : t('namesHelp')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {order.map((locale) => (
          <TextField
            key={locale}
            label={localeNames[locale]}
            lang={locale}
            dir="auto"
            maxLength={80}
            autoComplete="off"
            placeholder={locale === language ? placeholder : undefined}
            value={labels[locale] ?? ''}
            onChange={(event) => onChange({ ...labels, [locale]: event.currentTarget.value })}
          />
        ))}
      </div>
      <PartField name="labels" value={labels} />
    </fieldset>
  );
}
