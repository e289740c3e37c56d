'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { localeNames, locales } from '@/i18n/locales';
import { Button } from '@/ui/button';
import { FieldError } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { IconButton } from '@/ui/icon-button';
import { TextField } from '@/ui/text-field';
import { MoveButtons } from '../../_lists/move-buttons';
import type { DraftChoice } from './field-draft';

/** What can be chosen, in its order: one's own language at once, the others unfolded. */
export function ChoicesEditor({
  language,
  choices,
  labelOf,
  onChange,
}: {
  language: string;
  choices: readonly DraftChoice[];
  /** What a choice is called anyway. */
  labelOf: (choice: DraftChoice) => string;
  onChange: (choices: DraftChoice[]) => void;
}) {
  const t = useTranslations('console.admin.fields');
  const { error, errorId } = useField('choices', {});
  const others = locales.filter((locale) => locale !== language);
  const rename = (at: number, locale: string, text: string) =>
    onChange(
      choices.map((choice, one) =>
        one === at ? { ...choice, labels: { ...choice.labels, [locale]: text } } : choice,
      ),
    );
  const move = (at: number, to: number) => {
    if (to < 0 || to >= choices.length) return;
    onChange(choices.toSpliced(at, 1).toSpliced(to, 0, choices[at]!));
  };
  return (
    <fieldset className="form">
      <legend className="field-label mb-1">{t('choices')}</legend>
      <ol className="grid gap-3">
        {choices.map((choice, at) => {
          const name = choice.labels[language] || labelOf(choice) || t('choiceAt', { at: at + 1 });
          return (
            <li key={choice.id} className="grid gap-1 border-b border-line pb-3">
              <div className="flex items-end gap-1">
                <TextField
                  label={t('choiceAt', { at: at + 1 })}
                  hideLabel
                  fieldClassName="flex-1"
                  lang={language}
                  dir="auto"
                  maxLength={80}
                  autoComplete="off"
                  placeholder={labelOf(choice)}
                  value={choice.labels[language] ?? ''}
                  onChange={(event) => rename(at, language, event.currentTarget.value)}
                />
                <MoveButtons
                  up={t('up', { field: name })}
                  down={t('down', { field: name })}
                  isFirst={at === 0}
                  isLast={at === choices.length - 1}
                  onMove={(step) => move(at, at + step)}
                />
                <IconButton
                  size="sm"
                  label={t('removeChoice', { choice: name })}
                  icon={<Trash2 aria-hidden />}
                  onClick={() => onChange(choices.filter((one) => one !== choice))}
                />
              </div>
              <details>
                <summary className="link w-fit cursor-pointer text-sm">
                  {t('otherLanguages')}
                </summary>
                <div className="grid gap-3 pt-2 sm:grid-cols-2">
                  {others.map((locale) => (
                    <TextField
                      key={locale}
                      label={localeNames[locale]}
                      lang={locale}
                      dir="auto"
                      maxLength={80}
                      autoComplete="off"
                      value={choice.labels[locale] ?? ''}
                      onChange={(event) => rename(at, locale, event.currentTarget.value)}
                    />
                  ))}
                </div>
              </details>
            </li>
          );
        })}
      </ol>
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() =>
            onChange([...choices, { id: `new ${choices.length} ${Date.now()}`, labels: {} }])
          }
        >
          {t('addChoice')}
        </Button>
      </div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </fieldset>
  );
}
