'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Panel } from '@/ui/page';
import { Select } from '@/ui/select';
import { SettingForm } from '../../_forms/setting-form';
import { changeTimeZoneAction } from './actions';

/** In which the tenant's days and hours are meant. */
export function TimeZoneForm({
  saved,
  zones,
  now,
}: {
  saved: string;
  zones: readonly string[];
  now: Date;
}) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const time = new Intl.DateTimeFormat(useLocale(), {
    timeZone: value,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  return (
    <SettingForm
      action={changeTimeZoneAction}
      saved={saved}
      value={value}
      entries={(timeZone) => [['timeZone', timeZone]]}
      onUndo={setValue}
      preview={
        <Panel>
          <p aria-live="polite">
            {t('console.admin.timeZone.preview', { time: time.format(now) })}
          </p>
        </Panel>
      }
    >
      <Select
        name="timeZone"
        label={t('console.admin.timeZone.title')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
    </SettingForm>
  );
}
