import 'server-only';
import { hasChoices } from '@/fields/field';
import type { FieldInAdmin } from '@/fields/read-field-definitions';

/** A field that can decide whether another one is displayed, with what it can say. */
export interface DecidingField {
  key: string;
  label: string;
  words: { key: string; label: string }[];
}

/** Those with choices, and checkboxes; never the field itself. */
export function deciding(
  fields: readonly FieldInAdmin[],
  t: (key: 'ticked' | 'notTicked') => string,
  except?: string,
): DecidingField[] {
  const ticks = [
    { key: 'true', label: t('ticked') },
    { key: 'false', label: t('notTicked') },
  ];
  return fields
    .filter(({ key, type }) => key !== except && (type === 'checkbox' || hasChoices(type)))
    .map(({ key, label, type, choices, choiceLabels }) => ({
      key,
      label,
      words:
        type === 'checkbox'
          ? ticks
          : choices.map((choice) => ({ key: choice.key, label: choiceLabels[choice.key]! })),
    }))
    .filter(({ words }) => words.length > 0);
}
