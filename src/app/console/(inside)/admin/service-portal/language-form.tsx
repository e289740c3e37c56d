'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { localeNames, locales } from '@/i18n/locales';
import { Panel } from '@/ui/page';
import { Select } from '@/ui/select';
import { SettingForm } from '../../_forms/setting-form';
import { changePortalLanguageAction } from './actions';

/** The language of people who chose none. */
export function LanguageForm({ saved }: { saved: string }) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const names = new Intl.DisplayNames(useLocale(), { type: 'language' });
  return (
    <SettingForm
      action={changePortalLanguageAction}
      saved={saved}
      value={value}
      entries={(language) => [['portalDefault', language]]}
      onUndo={setValue}
      preview={
        <Panel>
          <p aria-live="polite">
            {t('console.admin.language.preview', {
              language: names.of(value) ?? value,
            })}
          </p>
        </Panel>
      }
    >
      <Select
        name="portalDefault"
        label={t('console.admin.language.label')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
      />
    </SettingForm>
  );
}
