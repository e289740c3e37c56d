'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RadioGroup } from '@/ui/radio-group';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../../_forms/setting-form';
import { CompaniesField } from '../../../_people/companies-field';
import type { Picked } from '../../../_people/person-chips';
import { changeSatisfactionAction } from './actions';

export interface SurveyValues {
  audience: 'nobody' | 'everyone' | 'selected';
  companies: Picked[];
  delayHours: string;
  everyDays: string;
}

/** Whom the survey asks, how long after the end of a ticket, and how often at most. */
export function SatisfactionForm({ saved }: { saved: SurveyValues }) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const change = (part: Partial<SurveyValues>) => setValue({ ...value, ...part });
  return (
    <SettingForm
      action={changeSatisfactionAction}
      saved={saved}
      value={value}
      entries={entries}
      onUndo={setValue}
    >
      <RadioGroup
        name="audience"
        legend={t('console.admin.satisfaction.audience')}
        value={value.audience}
        onValueChange={(next) => change({ audience: next as SurveyValues['audience'] })}
        options={[
          { value: 'nobody', label: t('console.admin.satisfaction.nobody') },
          { value: 'everyone', label: t('console.admin.satisfaction.everyone') },
          { value: 'selected', label: t('console.admin.satisfaction.selected') },
        ]}
      />
      {value.audience === 'selected' && (
        <CompaniesField
          name="companyIds"
          words={{ label: t('console.admin.satisfaction.companies') }}
          chosen={value.companies}
          onChange={(companies) => change({ companies })}
        />
      )}
      <TextField
        name="delayHours"
        type="number"
        inputMode="numeric"
        min={0}
        max={168}
        label={t('console.admin.satisfaction.delay')}
        help={t('console.admin.satisfaction.delayHelp')}
        value={value.delayHours}
        onChange={(event) => change({ delayHours: event.currentTarget.value })}
        className="max-w-32"
      />
      <TextField
        name="everyDays"
        type="number"
        inputMode="numeric"
        min={0}
        max={365}
        label={t('console.admin.satisfaction.every')}
        help={t('console.admin.satisfaction.everyHelp')}
        value={value.everyDays}
        onChange={(event) => change({ everyDays: event.currentTarget.value })}
        className="max-w-32"
      />
    </SettingForm>
  );
}

function entries({ audience, companies, delayHours, everyDays }: SurveyValues) {
  return [
    ['audience', audience],
    ...(audience === 'selected' ? companies : []).map(({ id }) => ['companyIds[]', id]),
    ['delayHours', delayHours],
    ['everyDays', everyDays],
  ] as [string, string][];
}
