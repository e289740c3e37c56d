/** What a ticket field is. Pure: client components may import it. */
export const fieldTypes = [
  'text',
  'number',
  'date',
  'checkbox',
  'choice',
  'multipleChoice',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What a contact may do with a field in the portal. */
export const visibilities = ['editable', 'readOnly', 'hidden'] as const;
export type Visibility = (typeof visibilities)[number];

/** A date is `2026-11-27`; of several choices their keys. Null: nothing. */
export type FieldValue = string | number | boolean | string[] | null;
export type FieldValues = Record<string, FieldValue>;

export interface FieldChoice {
  key: string;
  /** Language → label. */
  labels: Record<string, string>;
}

/** Holds while that field is displayed and has one of these: choice keys, or `true` and `false`. */
export interface FieldCondition {
  field: string;
  is: string[];
}

/** A field as those see it who define it. */
export interface FieldDefinition {
  key: string;
  type: FieldType;
  /** One that every ticket has; it can be hidden, never deleted. */
  isDefault: boolean;
  /** The tenant's own words by language; a default field without one has ours. */
  labels: Record<string, string>;
  choices: FieldChoice[];
  portal: Visibility;
  /** A contact who may fill it in must. */
  required: boolean;
  defaultValue: FieldValue;
  showWhen: FieldCondition | null;
}

/** A field of a ticket or of a form, in the reader's language. */
export interface FieldView {
  key: string;
  type: FieldType;
  label: string;
  choices: { key: string; label: string }[];
  required: boolean;
  /** The reader may fill it in. */
  editable: boolean;
  showWhen: FieldCondition | null;
  /** On a ticket its value, in a form what it begins with. */
  value: FieldValue;
}

export function hasChoices(type: FieldType): boolean {
  return type === 'choice' || type === 'multipleChoice';
}

export function isEmpty(value: FieldValue | undefined): value is null | undefined | '' {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
