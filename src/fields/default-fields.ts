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

/** Those whose choices the product gives: the rest of it acts upon them. */
const fixedChoices: ReadonlySet<string> = new Set(['type', 'priority', 'status', 'technician']);

export function hasFixedChoices(key: string): boolean {
  return fixedChoices.has(key);
}
