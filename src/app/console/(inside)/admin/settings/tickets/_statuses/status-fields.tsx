'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { categoryTones } from '@/app/console/(inside)/tickets/_queue/queue-row';
import { localeNames, locales } from '@/i18n/locales';
import { longestLabel } from '@/tickets/statuses/longest-label';
import type { StatusDefinition } from '@/tickets/statuses/status-definition';
import { type StatusCategory, statusCategories } from '@/tickets/ticket-view';
import { defaultAccent } from '@/ui/accent';
import { Select } from '@/ui/select';
import { StatusPill } from '@/ui/status-pill';
import { TextField } from '@/ui/text-field';
import { categoryWords } from './category-words';
import { labelField } from './label-field';

/** What makes a status: its names, what it means and its colour, with how it will look. */
export function StatusFields({
  status,
  language,
}: {
  /** Undefined: a new one. */
  status?: StatusDefinition;
  language: string;
}) {
  const t = useTranslations();
  const [labels, setLabels] = useState<Record<string, string>>(status?.labels ?? {});
  const [category, setCategory] = useState<StatusCategory>(status?.category ?? 'open');
  const [colour, setColour] = useState(status?.colour ?? '');
  const known = /^#[0-9a-f]{6}$/i.test(colour.trim());
  const word = t(`tickets.status.${category}`);
  // One's own language first: it is the one that must not be forgotten.
  const order = [...locales].sort((a, b) => Number(b === language) - Number(a === language));
  return (
    <>
      {status && <input type="hidden" name="key" value={status.key} />}
      <fieldset className="form">
        <legend className="field-label mb-1">{t('console.admin.statuses.names')}</legend>
        <p className="field-help">{t('console.admin.statuses.namesHelp')}</p>
        {order.map((locale) => (
          <TextField
            key={locale}
            name={labelField(locale)}
            label={localeNames[locale]}
            lang={locale}
            dir="auto"
            maxLength={longestLabel}
            autoComplete="off"
            value={labels[locale] ?? ''}
            onChange={(event) => setLabels({ ...labels, [locale]: event.currentTarget.value })}
          />
        ))}
      </fieldset>
      <Select
        name="category"
        label={t('console.admin.statuses.category')}
        help={t('console.admin.statuses.categoryHelp')}
        value={category}
        onChange={(event) => setCategory(event.currentTarget.value as StatusCategory)}
        options={statusCategories.map((value) => ({ value, label: t(categoryWords[value]) }))}
      />
      <TextField
        name="colour"
        label={t('console.admin.statuses.colour')}
        mark={t('console.admin.optional')}
        help={t('console.admin.statuses.colourHelp')}
        value={colour}
        onChange={(event) => setColour(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maxLength={7}
        dir="ltr"
        className="font-mono"
        tail={
          <input
            type="color"
            aria-label={t('console.admin.brand.pick')}
            value={known ? colour.trim().toLowerCase() : defaultAccent}
            onChange={(event) => setColour(event.currentTarget.value)}
            className="block h-6 w-8 rounded-sm"
          />
        }
      />
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-sm text-muted">{t('console.admin.preview')}</span>
        <StatusPill soft tone={categoryTones[category]} colour={known ? colour.trim() : null}>
          <bdi>{labels[language]?.trim() || word}</bdi>
        </StatusPill>
      </div>
    </>
  );
}
