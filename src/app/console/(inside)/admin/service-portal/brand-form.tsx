'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { contrast } from '@/ui/oklch';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../_forms/setting-form';
import { changeBrandingAction } from './actions';
import { BrandPreview } from './brand-preview';

interface Brand {
  colour: string;
  supportContact: string;
}

/** Black or white on the colour as it is typed reaches this, or the portal has to correct it. */
const readable = 4.5;

/** The portal's colour, tried out while it is chosen, and whom to ask without an account. */
export function BrandForm({ saved, tenantName }: { saved: Brand; tenantName: string }) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const { colour, supportContact } = value;
  const known = /^#[0-9a-f]{6}$/i.test(colour.trim());
  return (
    <SettingForm
      action={changeBrandingAction}
      saved={saved}
      value={value}
      entries={({ colour: c, supportContact: s }) => [
        ['colour', c],
        ['supportContact', s],
      ]}
      onUndo={setValue}
      preview={
        <BrandPreview
          colour={known ? colour.trim() : saved.colour}
          tenantName={tenantName}
          supportContact={supportContact}
        />
      }
    >
      <TextField
        name="colour"
        label={t('console.admin.brand.colour')}
        help={known ? <Contrast colour={colour.trim()} /> : t('console.admin.brand.colourHelp')}
        value={colour}
        onChange={(event) => setValue({ ...value, colour: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
        maxLength={7}
        dir="ltr"
        className="font-mono"
        tail={
          <input
            type="color"
            aria-label={t('console.admin.brand.pick')}
            value={known ? colour.trim().toLowerCase() : saved.colour}
            onChange={(event) => setValue({ ...value, colour: event.currentTarget.value })}
            className="block h-6 w-8 rounded-sm"
          />
        }
        fieldClassName="max-w-xs"
      />
      <TextField
        name="supportContact"
        label={t('console.admin.brand.support')}
        mark={t('console.admin.optional')}
        help={t('console.admin.brand.supportHelp')}
        value={supportContact}
        onChange={(event) => setValue({ ...value, supportContact: event.currentTarget.value })}
        autoComplete="off"
        dir="auto"
        maxLength={200}
      />
    </SettingForm>
  );
}

/** How well white text reads on the colour, and what the portal makes of it where it doesn't. */
function Contrast({ colour }: { colour: string }) {
  const t = useTranslations();
  const ratio = contrast(colour, '#ffffff');
  const shown = Math.floor(ratio * 10) / 10;
  return ratio >= readable
    ? t('console.admin.brand.contrastGood', { ratio: shown })
    : t('console.admin.brand.contrastLow', { ratio: shown });
}
