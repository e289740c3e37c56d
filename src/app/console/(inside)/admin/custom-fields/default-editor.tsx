'use client';

import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FieldInput } from '@/app/_fields/field-input';
import type { FieldValue, FieldView } from '@/fields/field';
import { IconButton } from '@/ui/icon-button';
import { useUiTexts } from '@/ui/ui-texts';
import { PeoplePicker } from '../../_people/people-picker';
import type { Picked } from '../../_people/person-chips';
import type { FieldDraft } from './field-draft';

/** What new tickets begin with, and at some companies with something else. */
export function DefaultEditor({
  view,
  value,
  ofCompanies,
  companies,
  onChange,
}: {
  view: Pick<FieldView, 'key' | 'type' | 'label' | 'choices'>;
  value: FieldValue;
  ofCompanies: FieldDraft['companyDefaults'];
  companies: readonly Picked[];
  onChange: (part: Partial<FieldDraft>) => void;
}) {
  const t = useTranslations('console.admin.fields');
  const texts = useUiTexts();
  const [picked, setPicked] = useState<readonly Picked[]>(companies);
  const [typed, setTyped] = useState('');
  const words = { optional: '', none: t('nothing'), language: useLocale() };
  const setOf = (id: string, next: FieldValue) =>
    onChange({ companyDefaults: { ...ofCompanies, [id]: next } });
  function remove(id: string) {
    setPicked(picked.filter((one) => one.id !== id));
    const { [id]: _, ...rest } = ofCompanies;
    onChange({ companyDefaults: rest });
  }
  const named = (label: string) => ({ ...view, label, required: true });
  return (
    <fieldset className="form">
      <legend className="field-label mb-1">{t('begins')}</legend>
      <p className="field-help">{t('beginsHelp')}</p>
      <FieldInput
        key={view.type}
        field={named(t('beginsWith'))}
        value={value}
        words={words}
        onChange={(next) => onChange({ defaultValue: next })}
      />
      {picked.map((company) => (
        <div key={company.id} className="flex items-end gap-1">
          <div className="min-w-0 flex-1">
            <FieldInput
              key={view.type}
              field={named(t('beginsAt', { company: company.name }))}
              value={ofCompanies[company.id] ?? null}
              words={words}
              onChange={(next) => setOf(company.id, next)}
            />
          </div>
          <IconButton
            size="sm"
            label={texts.remove.replace('{name}', company.name)}
            icon={<X aria-hidden />}
            onClick={() => remove(company.id)}
          />
        </div>
      ))}
      <PeoplePicker
        several
        words={{ label: t('companyDefault'), help: t('companyDefaultHelp') }}
        wanted={{ whom: 'company' }}
        typed={typed}
        onType={setTyped}
        isChosen={({ id }) => picked.some((one) => one.id === id)}
        onTake={({ id, name }) => {
          if (picked.some((one) => one.id === id)) return remove(id);
          setPicked([...picked, { id, name }]);
          setTyped('');
        }}
      />
    </fieldset>
  );
}
