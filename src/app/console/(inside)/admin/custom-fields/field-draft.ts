import type { FieldChoice, FieldCondition, FieldType, FieldValue, FieldView } from '@/fields/field';
import { hasChoices } from '@/fields/field';
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

/** The choices as the verb takes them. */
export function sentChoices({ type, choices }: FieldDraft) {
  return hasChoices(type) ? choices.map(({ key, labels }) => ({ key, labels })) : [];
}

/** How the field will look to a reader; a choice without a key can't be a default yet. */
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
