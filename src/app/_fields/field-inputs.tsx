'use client';

import { useState } from 'react';
import type { FieldValues, FieldView } from '@/fields/field';
import { isDisplayed } from '@/fields/is-displayed';
import { FieldInput, type FieldInputWords } from './field-input';

export type { FieldInputWords } from './field-input';

/**
 * The inputs of those fields that their reader may fill in and that belong here with what has been
 * chosen so far. They are named `fields.<key>`; what was typed comes back with its field.
 */
export function FieldInputs({
  fields,
  words,
}: {
  fields: readonly FieldView[];
  words: FieldInputWords;
}) {
  const [typed, setTyped] = useState<FieldValues>({});
  const begun = Object.fromEntries(fields.map(({ key, value }) => [key, value]));
  const values: FieldValues = { ...begun, ...typed };
  return fields
    .filter((field) => field.editable && isDisplayed(field, fields, values))
    .map((field) => (
      <FieldInput
        key={field.key}
        name={`fields.${field.key}`}
        field={field}
        value={values[field.key] ?? null}
        words={words}
        onChange={(value) => setTyped((before) => ({ ...before, [field.key]: value }))}
      />
    ));
}
