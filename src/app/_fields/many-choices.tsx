'use client';

import type { FieldView } from '@/fields/field';
import { FieldError } from '@/ui/field';
import { useField } from '@/ui/form-context';

/** Any number of a few choices, all of them seen. Under one name, with a blank for none. */
export function ManyChoices({
  label,
  mark,
  name,
  choices,
  chosen,
  onChange,
}: {
  label: string;
  mark: string | undefined;
  name: string | undefined;
  choices: FieldView['choices'];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const field = useField(name, {});
  return (
    <fieldset {...field.aria} className="field">
      <legend className="field-label mb-1">
        {label}
        {mark && <span className="field-mark">{mark}</span>}
      </legend>
      {name && <input type="hidden" name={name} value="" />}
      {choices.map((choice) => {
        const id = `${field.id}-${choice.key}`;
        return (
          <div key={choice.key} className="choice">
            <input
              id={id}
              type="checkbox"
              name={name}
              value={choice.key}
              className="choice-mark"
              defaultChecked={chosen.includes(choice.key)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, choice.key]
                    : chosen.filter((key) => key !== choice.key),
                )
              }
            />
            <label htmlFor={id}>{choice.label}</label>
          </div>
        );
      })}
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
    </fieldset>
  );
}
