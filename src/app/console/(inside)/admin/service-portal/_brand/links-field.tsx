'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Locale } from '@/i18n/locales';
import { Button } from '@/ui/button';
import { FieldError, FieldHelp } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { IconButton } from '@/ui/icon-button';
import { TextField } from '@/ui/text-field';
import { useUiTexts } from '@/ui/ui-texts';

export interface Link {
  url: string;
  labels: Partial<Record<Locale, string>>;
}

const most = 5;

/** Addresses and their words in the language that is being written; empty rows are not sent. */
export function LinksField({
  name,
  language,
  links,
  onChange,
}: {
  name: string;
  language: Locale;
  links: Link[];
  onChange: (links: Link[]) => void;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const field = useField(name, { help: true });
  const change = (at: number, part: Partial<Link>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...part } : link)));
  return (
    <fieldset {...field.aria} className="field">
      <legend className="field-label mb-1">
        {t('console.admin.brand.links')}
        <span className="field-mark">{t('console.admin.optional')}</span>
      </legend>
      <input type="hidden" name={name} value={JSON.stringify(links.filter(isFilled))} />
      {links.map(({ url, labels }, at) => (
        <div key={at} className="flex items-end gap-2">
          <TextField
            label={t('console.admin.brand.linkLabel')}
            value={labels[language] ?? ''}
            onChange={(event) =>
              change(at, { labels: { ...labels, [language]: event.currentTarget.value } })
            }
            lang={language}
            dir="auto"
            maxLength={60}
            fieldClassName="min-w-0 flex-1"
          />
          <TextField
            label={t('console.admin.brand.linkUrl')}
            value={url}
            onChange={(event) => change(at, { url: event.currentTarget.value })}
            placeholder="https://"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            maxLength={500}
            fieldClassName="min-w-0 flex-1"
          />
          <IconButton
            label={texts.remove.replace('{name}', labels[language] || url || String(at + 1))}
            icon={<Trash2 aria-hidden />}
            onClick={() => onChange(links.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {links.length < most && (
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() => onChange([...links, { url: '', labels: {} }])}
          className="justify-self-start"
        >
          {t('console.admin.brand.addLink')}
        </Button>
      )}
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      <FieldHelp id={field.helpId}>{t('console.admin.brand.linksHelp')}</FieldHelp>
    </fieldset>
  );
}

function isFilled({ url, labels }: Link): boolean {
  return url.trim() !== '' || Object.values(labels).some((label) => label?.trim());
}
