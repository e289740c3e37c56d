'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Switch } from '@/ui/switch';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../../_forms/setting-form';
import { TargetsField } from './_fields/targets-field';
import { changeServiceLevelsAction } from './actions';
import { type TargetValues, targetsOf } from './level-values';

export interface PromiseValues {
  enabled: boolean;
  showToContacts: boolean;
  soonMinutes: string;
  targets: TargetValues;
}

/** What is promised, whether contacts read of it, and when technicians are warned. */
export function PromiseForm({ saved }: { saved: PromiseValues }) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const change = (part: Partial<PromiseValues>) => setValue({ ...value, ...part });
  return (
    <SettingForm
      action={changeServiceLevelsAction}
      saved={saved}
      value={value}
      entries={entries}
      onUndo={setValue}
    >
      <input type="hidden" name="enabled" value={String(value.enabled)} />
      <Switch
        label={t('console.admin.levels.enabled')}
        help={t('console.admin.levels.enabledHelp')}
        checked={value.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      <TargetsField values={value.targets} onChange={(targets) => change({ targets })} />
      <TextField
        name="soonMinutes"
        type="number"
        inputMode="numeric"
        min={5}
        max={1_440}
        label={t('console.admin.levels.soon')}
        help={t('console.admin.levels.soonHelp')}
        value={value.soonMinutes}
        onChange={(event) => change({ soonMinutes: event.currentTarget.value })}
        className="max-w-32"
      />
      <input type="hidden" name="showToContacts" value={String(value.showToContacts)} />
      <Switch
        label={t('console.admin.levels.show')}
        help={t('console.admin.levels.showHelp')}
        checked={value.showToContacts}
        onChange={(event) => change({ showToContacts: event.currentTarget.checked })}
      />
    </SettingForm>
  );
}

function entries({ enabled, showToContacts, soonMinutes, targets }: PromiseValues) {
  return [
    ['enabled', String(enabled)],
    ['showToContacts', String(showToContacts)],
    ['soonMinutes', soonMinutes],
    ['targets', JSON.stringify(targetsOf(targets))],
  ] satisfies [string, string][];
}
