'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { SectionReach } from '@/people/read-section-members';
import type { Audience, SectionName } from '@/settings/sections';
import { Notice } from '@/ui/notice';
import { RadioGroup } from '@/ui/radio-group';
import { SettingForm } from '../../../_forms/setting-form';
import { changeAudienceAction } from './actions';
import { MemberList, type MemberPage } from './member-list';

/**
 * Who has one section. Who is selected is kept at once, person by person, and can be prepared
 * before it counts: the audience counts once it is saved.
 */
export function AudienceForm({
  section,
  saved,
  reach: readReach,
  members,
}: {
  section: SectionName;
  saved: Audience;
  reach: SectionReach;
  members: Record<'company' | 'contact', MemberPage>;
}) {
  const t = useTranslations('console.admin.sections');
  const [value, setValue] = useState(saved);
  const [reach, setReach] = useState(readReach);
  return (
    <div className="grid gap-6">
      <SettingForm
        action={changeAudienceAction}
        saved={saved}
        value={value}
        entries={(audience) => [
          ['section', section],
          ['audience', audience],
        ]}
        onUndo={setValue}
      >
        <input type="hidden" name="section" value={section} />
        <RadioGroup
          name="audience"
          legend={t('audience')}
          value={value}
          onValueChange={(next) => setValue(next as Audience)}
          options={[
            { value: 'everyone', label: t('everyone') },
            { value: 'selected', label: t('selected'), help: t('selectedHelp') },
            { value: 'nobody', label: t('nobody'), help: t('nobodyHelp') },
          ]}
        />
      </SettingForm>
      {value === 'selected' && (
        <div className="grid max-w-xl gap-6">
          <p role="status" className="font-medium">
            {t('reach', { ...reach })}
          </p>
          {reach.people === 0 && <Notice tone="warning">{t('reachesNobody')}</Notice>}
          <MemberList section={section} whom="company" first={members.company} onReach={setReach} />
          <MemberList section={section} whom="contact" first={members.contact} onReach={setReach} />
        </div>
      )}
    </div>
  );
}
