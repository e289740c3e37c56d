'use client';

import { useState } from 'react';
import { isCoreField } from '@/fields/default-fields';
import type { FieldValue, FieldValues, FieldView } from '@/fields/field';
import { isDisplayed } from '@/fields/is-displayed';
import { Checkbox } from '@/ui/checkbox';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { ManyChoices } from './many-choices';

export interface FieldInputWords {
  /** Behind the label of what may stay empty. */
  optional: string;
  /** The first choice: nothing. */
  none: string;
}

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
        field={field}
        value={values[field.key] ?? null}
        words={words}
        onChange={(value) => setTyped((before) => ({ ...before, [field.key]: value }))}
      />
    ));
}

function FieldInput({
  field,
  value,
  words,
  onChange,
}: {
  field: FieldView;
  value: FieldValue;
  words: FieldInputWords;
  onChange: (value: FieldValue) => void;
}) {
  const { key, type, label, choices, required } = field;
  const name = `fields.${key}`;
  const mark = required ? undefined : words.optional;
  if (type === 'checkbox') {
    return (
      <div>
        <input type="hidden" name={name} value="" />
        <Checkbox
          label={label}
          name={name}
          value="true"
          defaultChecked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
    );
  }
  if (type === 'multipleChoice') {
    const chosen = Array.isArray(value) ? value : [];
    return <ManyChoices {...{ label, mark, name, choices, chosen, onChange }} />;
  }
  const text = value === null ? '' : String(value);
  if (type === 'choice') {
    const always = isCoreField(key) && key !== 'technician';
    return (
      <Select
        label={label}
        mark={always ? undefined : mark}
        name={name}
        defaultValue={text}
        onChange={(event) => onChange(event.currentTarget.value || null)}
        options={[
          ...(always ? [] : [{ value: '', label: words.none }]),
          ...withPresent(choices, text).map((choice) => ({
            value: choice.key,
            label: choice.label,
          })),
        ]}
      />
    );
  }
  return (
    <TextField
      label={label}
      mark={mark}
      name={name}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      maxLength={1_000}
      dir={type === 'text' ? 'auto' : undefined}
      autoComplete="off"
      defaultValue={text}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}

/** A choice that is no more stays to be chosen where it is the value. */
function withPresent(choices: FieldView['choices'], present: string): FieldView['choices'] {
  const isKnown = present === '' || choices.some(({ key }) => key === present);
  return isKnown ? choices : [...choices, { key: present, label: present }];
}
