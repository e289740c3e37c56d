'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RadioGroup } from '@/ui/radio-group';
import { SettingForm } from '../../../../../_forms/setting-form';
import { TargetsField } from '../../_fields/targets-field';
import { changeCompanyLevelsAction } from '../../actions';
import { type TargetValues, targetsOf } from '../../level-values';

interface CompanyLevels {
  isOwn: boolean;
  targets: TargetValues;
}

/** Whether a company was promised what everybody was, or something else. */
export function CompanyLevelsForm({
  companyId,
  saved,
}: {
  companyId: string;
  saved: CompanyLevels;
}) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  return (
    <SettingForm
      action={changeCompanyLevelsAction}
      saved={saved}
      value={value}
      entries={({ isOwn, targets }) => [
        ['companyId', companyId],
        ['targets', isOwn ? JSON.stringify(targetsOf(targets)) : 'null'],
      ]}
      onUndo={setValue}
    >
      <input type="hidden" name="companyId" value={companyId} />
      <RadioGroup
        name="levels"
        legend={t('console.admin.levels.companyWhich')}
        value={value.isOwn ? 'own' : 'same'}
        onValueChange={(which) => setValue({ ...value, isOwn: which === 'own' })}
        options={[
          { value: 'same', label: t('console.admin.levels.same') },
          { value: 'own', label: t('console.admin.levels.own') },
        ]}
      />
      {value.isOwn ? (
        <TargetsField
          values={value.targets}
          onChange={(targets) => setValue({ ...value, targets })}
        />
      ) : (
        <input type="hidden" name="targets" value="null" />
      )}
    </SettingForm>
  );
}
