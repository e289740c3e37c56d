'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { FieldHelp } from '@/ui/field';
import { wordsOfVariable } from '../words-of-mail';

/** What the words may name; a press puts it where the cursor stands. */
export function VariableChips({
  variables,
  required,
  onInsert,
}: {
  variables: readonly string[];
  required: readonly string[];
  onInsert: (variable: string) => void;
}) {
  const t = useTranslations();
  const shown = (name: string) => `{{${name}}}`;
  const say = t as (key: string) => string;
  return (
    <fieldset className="field">
      <legend className="field-label mb-1">{t('console.admin.mails.variables')}</legend>
      <div className="flex flex-wrap gap-2">
        {variables.map((variable) => {
          const key = wordsOfVariable[variable];
          const meaning = key ? say(key) : variable;
          return (
            <Button
              key={variable}
              size="sm"
              aria-label={t('console.admin.mails.insert', { variable: shown(variable), meaning })}
              onClick={() => onInsert(variable)}
            >
              <code className="font-mono font-normal text-sm">{shown(variable)}</code>
              <span className="font-normal text-muted text-sm">{meaning}</span>
            </Button>
          );
        })}
      </div>
      <FieldHelp>
        {t('console.admin.mails.variablesHelp', { required: required.map(shown).join(', ') })}
      </FieldHelp>
    </fieldset>
  );
}
