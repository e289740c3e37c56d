'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import type { BrandImage, BrandImageKind } from '@/settings/brand-image-kinds';
import { contrast } from '@/ui/oklch';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../../_forms/setting-form';
import { changeBrandingAction } from './actions';
import { BrandPreview } from './brand-preview';
import { type Link, LinksField } from './links-field';

interface Brand {
  name: string;
  colour: string;
  supportContact: string;
  welcomeTexts: Partial<Record<Locale, string>>;
  footerLinks: Link[];
}

/** Black or white on the colour as it is typed reaches this, or the portal has to correct it. */
const readable = 4.5;

/** Name, colour and words of the portal, tried out while they are chosen. */
export function BrandForm({
  saved,
  images,
}: {
  saved: Brand;
  images: Partial<Record<BrandImageKind, BrandImage>>;
}) {
  const t = useTranslations();
  const [value, setValue] = useState(saved);
  const [language, setLanguage] = useState<Locale>(useLocale() as Locale);
  const { name, colour, supportContact, welcomeTexts, footerLinks } = value;
  const known = /^#[0-9a-f]{6}$/i.test(colour.trim());
  return (
    <SettingForm
      action={changeBrandingAction}
      saved={saved}
      value={value}
      entries={entries}
      onUndo={setValue}
      preview={
        <BrandPreview
          colour={known ? colour.trim() : saved.colour}
          tenantName={name}
          supportContact={supportContact}
          welcome={welcomeTexts[language] ?? ''}
          links={footerLinks.flatMap(({ labels }) => labels[language] ?? [])}
          images={images}
        />
      }
    >
      <TextField
        name="name"
        label={t('console.admin.brand.name')}
        help={t('console.admin.brand.nameHelp')}
        value={name}
        onChange={(event) => setValue({ ...value, name: event.currentTarget.value })}
        autoComplete="off"
        dir="auto"
        maxLength={80}
        required
      />
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
      <Select
        label={t('console.admin.brand.wordsIn')}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value as Locale)}
        options={locales.map((one) => ({ value: one, label: localeNames[one] }))}
        fieldClassName="max-w-xs"
      />
      <input type="hidden" name="welcomeTexts" value={JSON.stringify(welcomeTexts)} />
      <TextArea
        label={t('console.admin.brand.welcome')}
        mark={t('console.admin.optional')}
        help={t('console.admin.brand.welcomeHelp')}
        rows={3}
        maxLength={500}
        lang={language}
        dir="auto"
        value={welcomeTexts[language] ?? ''}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setValue({ ...value, welcomeTexts: { ...welcomeTexts, [language]: text } });
        }}
      />
      <LinksField
        name="footerLinks"
        language={language}
        links={footerLinks}
        onChange={(links) => setValue({ ...value, footerLinks: links })}
      />
    </SettingForm>
  );
}

function entries({ welcomeTexts, footerLinks, ...words }: Brand): [string, string][] {
  const { name, colour, supportContact } = words;
  return [
    ['name', name],
    ['colour', colour],
    ['supportContact', supportContact],
    ['welcomeTexts', JSON.stringify(welcomeTexts)],
    ['footerLinks', JSON.stringify(footerLinks)],
  ];
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
