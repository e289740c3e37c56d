'use client';

import type { ReactNode } from 'react';
import { FieldError, FieldHelp } from './field';
import { useField } from './form-context';

export interface RadioOption {
  value: string;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
}

/** One of a few, all of them seen. */
export function RadioGroup({
  legend,
  name,
  options,
  defaultValue,
  value,
  onValueChange,
  help,
  error,
  hideLegend,
  className,
}: {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  help?: ReactNode;
  error?: string;
  hideLegend?: boolean;
  className?: string;
}) {
  const field = useField(name, { help, error, defaultValue });
  return (
    <fieldset {...field.aria} className={`field ${className ?? ''}`}>
      <legend className={hideLegend ? 'sr-only' : 'field-label mb-1'}>{legend}</legend>
      {options.map((option) => {
        const id = `${field.id}-${option.value}`;
        return (
          <div key={option.value} className="choice">
            <input
              id={id}
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              className="choice-mark"
              {...(value === undefined
                ? { defaultChecked: option.value === field.defaultValue }
                : { checked: option.value === value })}
              onChange={onValueChange && (() => onValueChange(option.value))}
              aria-describedby={option.help ? `${id}-help` : undefined}
            />
            <label htmlFor={id}>{option.label}</label>
            {option.help && <FieldHelp id={`${id}-help`}>{option.help}</FieldHelp>}
          </div>
        );
      })}
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      {help && <FieldHelp id={field.helpId}>{help}</FieldHelp>}
    </fieldset>
  );
}
