'use client';

import { isCoreField } from '@/fields/default-fields';
import type { FieldValue, FieldView } from '@/fields/field';
import { numberText } from '@/fields/number-words';
import { Checkbox } from '@/ui/checkbox';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { ManyChoices } from './many-choices';

export interface FieldInputWords {
  /** Behind the label of what may stay empty. */
  optional: string;
  /** The first choice: nothing. */
  none: string;
  /** In which numbers are written. */
  language: string;
}

/** One field as its type wants it. Without a name it is no part of a form. */
export function FieldInput({
  name,
  field,
  value,
  words,
  onChange,
}: {
  name?: string;
  field: Pick<FieldView, 'key' | 'type' | 'label' | 'choices' | 'required'>;
  value: FieldValue;
  words: FieldInputWords;
  onChange: (value: FieldValue) => void;
}) {
  const { key, type, label, choices, required } = field;
  const mark = required ? undefined : words.optional;
  if (type === 'checkbox') {
    return (
      <div>
        {name && <input type="hidden" name={name} value="" />}
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
    const all = withPresent(choices, chosen);
    return <ManyChoices {...{ label, mark, name, choices: all, chosen, onChange }} />;
  }
  const text = typeof value === 'number' ? numberText(value, words.language) : String(value ?? '');
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
          ...(always && text ? [] : [{ value: '', label: words.none }]),
          ...withPresent(choices, text ? [text] : []).map((choice) => ({
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
function withPresent(choices: FieldView['choices'], present: string[]): FieldView['choices'] {
  const past = present.filter((one) => !choices.some(({ key }) => key === one));
  return [...choices, ...past.map((key) => ({ key, label: key }))];
}
