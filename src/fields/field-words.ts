import 'server-only';
import { translatorFor } from '@/i18n/translator';
import { type DefaultFieldKey, defaultFieldKeys, isDefaultField } from './default-fields';
import type {
  FieldChoice,
  FieldDefinition,
  FieldValue,
  FieldValues,
  FieldView,
  Visibility,
} from './field';
import { isDisplayed } from './is-displayed';
import { portalVisibilities } from './portal-visibility';

/** What default fields and their choices are called where the tenant has no words of its own. */
export interface FieldWords {
  language: string;
  label: (key: string) => string | undefined;
  choice: (key: string, choice: string) => string | undefined;
  yes: string;
  no: string;
}

const known = new Map<string, FieldWords>();

export async function fieldWords(language: string): Promise<FieldWords> {
  const found = known.get(language);
  if (found) return found;
  const t = await translatorFor(language);
  const labels = new Map(
    defaultFieldKeys.map((key) => [key as string, t(['ticketFields.label', key].join('.'))]),
  );
  const words: FieldWords = {
    language,
    label: (key) => labels.get(key),
    choice: (key, choice) => {
      const place = isDefaultField(key) ? choicePlaces[key] : undefined;
      return place && t.has(`${place}.${choice}`) ? t(`${place}.${choice}`) : undefined;
    },
    yes: t('ticketFields.yes'),
    no: t('ticketFields.no'),
  };
  known.set(language, words);
  return words;
}

/** Where the words of their choices stand. */
const choicePlaces: Partial<Record<DefaultFieldKey, string>> = {
  type: 'tickets.type',
  impact: 'ticketFields.impact',
  priority: 'tickets.priority',
  productFamily: 'ticketFields.productFamily',
};

/** What to call a field: the tenant's label in this language, ours, or its first. */
export function labelOfField(
  { key, labels }: Pick<FieldDefinition, 'key' | 'labels'>,
  words: FieldWords,
): string {
  return labels[words.language] || words.label(key) || anyOf(labels) || key;
}

/** What to call one of its choices; one that is no more goes by its key. */
export function labelOfChoice(
  { key, choices }: Pick<FieldDefinition, 'key' | 'choices'>,
  choice: string,
  words: FieldWords,
): string {
  const labels = choices.find((one) => one.key === choice)?.labels ?? {};
  return labels[words.language] || words.choice(key, choice) || anyOf(labels) || choice;
}

const anyOf = (labels: FieldChoice['labels']) =>
  labels.en || Object.values(labels).find((label) => label !== '');

/**
 * The fields that a reader sees, in their language, with these values; for contacts those that
 * the portal shows. What a condition keeps off a ticket has no value; in a form it has the one that
 * it begins with, for the moment when it is displayed.
 */
export function viewsFor(
  definitions: readonly FieldDefinition[],
  values: FieldValues,
  { words, asContact, isForm = false }: { words: FieldWords; asContact: boolean; isForm?: boolean },
): FieldView[] {
  const portal = portalVisibilities(definitions);
  const visibility = ({ key }: FieldDefinition): Visibility =>
    asContact ? portal.get(key)! : 'editable';
  return definitions
    .filter((field) => visibility(field) !== 'hidden')
    .map((field) => ({
      key: field.key,
      type: field.type,
      label: labelOfField(field, words),
      choices: field.choices.map(({ key }) => ({ key, label: labelOfChoice(field, key, words) })),
      required: field.required && visibility(field) === 'editable',
      editable: visibility(field) === 'editable',
      showWhen: field.showWhen,
      value: isForm || isDisplayed(field, definitions, values) ? (values[field.key] ?? null) : null,
    }));
}

/** A value as people read it, or '' for none. `date` is written out by the caller's language. */
export function valueInWords(
  field: Pick<FieldView, 'key' | 'type' | 'choices'>,
  value: FieldValue,
  words: Pick<FieldWords, 'language' | 'yes' | 'no'>,
): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number')
    return new Intl.NumberFormat(words.language, { maximumFractionDigits: 20 }).format(value);
  if (field.type === 'date') return dateInWords(String(value), words.language);
  const labelFor = (key: string) =>
    field.choices.find((choice) => choice.key === key)?.label ?? key;
  if (Array.isArray(value)) return new Intl.ListFormat(words.language).format(value.map(labelFor));
  return field.type === 'choice' ? labelFor(value) : value;
}

function dateInWords(day: string, language: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
