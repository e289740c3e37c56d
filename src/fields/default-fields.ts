import type { FieldType, FieldValue, Visibility } from './field';

/** Those that every ticket has, in the order in which they stand until a tenant changes it. */
export const defaultFields = {
  title: { type: 'text', portal: 'editable', required: true },
  description: { type: 'text', portal: 'editable', required: true },
  type: {
    type: 'choice',
    portal: 'hidden',
    choices: ['incident', 'request', 'question', 'problem'],
    defaultValue: 'incident',
  },
  impact: { type: 'choice', portal: 'hidden', choices: ['onePerson', 'team', 'company'] },
  priority: {
    type: 'choice',
    portal: 'readOnly',
    choices: ['low', 'normal', 'high', 'urgent'],
    defaultValue: 'normal',
  },
  productFamily: {
    type: 'choice',
    portal: 'hidden',
    choices: ['devices', 'software', 'accounts', 'network', 'telephony', 'other'],
  },
  /** Editable: contacts close and reopen. */
  status: { type: 'choice', portal: 'editable' },
  technician: { type: 'choice', portal: 'readOnly' },
} as const satisfies Record<string, DefaultField>;

interface DefaultField {
  type: FieldType;
  portal: Visibility;
  required?: true;
  choices?: readonly string[];
  defaultValue?: FieldValue;
}

export type DefaultFieldKey = keyof typeof defaultFields;
export const defaultFieldKeys = Object.keys(defaultFields) as DefaultFieldKey[];

export function isDefaultField(key: string): key is DefaultFieldKey {
  return Object.hasOwn(defaultFields, key);
}

const core = ['title', 'description', 'type', 'priority', 'status', 'technician'] as const;
export type CoreField = (typeof core)[number];

/**
 * Those that the product acts upon: their values have columns of their own, their choices are
 * given, and no condition hides them.
 */
export function isCoreField(key: string): key is CoreField {
  return (core as readonly string[]).includes(key);
}

/** Whether we have words for a choice of a default field. */
export function isGivenChoice(key: string, choice: string): boolean {
  const field: DefaultField | undefined = isDefaultField(key) ? defaultFields[key] : undefined;
  return field?.choices?.includes(choice) ?? false;
}
