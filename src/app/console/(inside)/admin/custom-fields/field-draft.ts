import type { FieldChoice, FieldCondition, FieldType, FieldValue, FieldView } from '@/fields/field';
import { hasChoices } from '@/fields/field';
import { withKeys } from '@/fields/free-key';
import type { FieldInAdmin } from '@/fields/read-field-definitions';

/** A field while an admin works on it. */
export interface FieldDraft {
  type: FieldType;
  labels: Record<string, string>;
  choices: DraftChoice[];
  defaultValue: FieldValue;
  companyDefaults: Record<string, FieldValue>;
  showWhen: FieldCondition | null;
}

/** `id` is for the screen: a choice that is new has no key yet. */
export interface DraftChoice extends Partial<Pick<FieldChoice, 'key'>> {
  id: string;
  labels: Record<string, string>;
}

export function draftOf(field: FieldInAdmin | undefined): FieldDraft {
  return {
    type: field?.type ?? 'text',
    labels: field?.labels ?? {},
    choices: (field?.choices ?? []).map((choice) => ({ ...choice, id: choice.key })),
    defaultValue: field?.defaultValue ?? null,
    companyDefaults: field?.companyDefaults ?? {},
    showWhen: field?.showWhen ?? null,
  };
}

/** The draft as the verb takes it: every choice with its key, and defaults that name them. */
export function sentDraft({ type, choices, defaultValue, companyDefaults }: FieldDraft) {
  const keyed = hasChoices(type)
    ? withKeys(choices.map(({ key, labels }) => ({ key, labels })))
    : [];
  const keys = new Map(keyed.map(({ key }, at) => [choices[at]!.id, key]));
  const named = (value: FieldValue): FieldValue => {
    if (Array.isArray(value)) return value.map((one) => keys.get(one) ?? one);
    return typeof value === 'string' ? (keys.get(value) ?? value) : value;
  };
  const ofCompanies = Object.entries(companyDefaults).map(([id, value]) => [id, named(value)]);
  return {
    choices: keyed,
    defaultValue: named(defaultValue),
    companyDefaults: Object.fromEntries(ofCompanies),
  };
}

/** How the field will look to a reader, its choices by their ids. */
export function viewOf(
  { type, choices, labels }: FieldDraft,
  key: string,
  words: { label: string; choice: (choice: DraftChoice) => string; language: string },
): Pick<FieldView, 'key' | 'type' | 'label' | 'choices'> {
  return {
    key,
    type,
    label: labels[words.language] || words.label,
    choices: choices.map((choice) => ({
      key: choice.key ?? choice.id,
      label: words.choice(choice),
    })),
  };
}
