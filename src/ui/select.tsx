'use client';

import type { ComponentProps } from 'react';
import { Field, type FieldWords } from './field';
import { useField } from './form-context';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/** The browser's own list, styled. Give `options`, or `<option>`s as children. */
export function Select({
  label,
  help,
  error,
  mark,
  hideLabel,
  options,
  fieldClassName,
  className,
  children,
  ...rest
}: FieldWords &
  Omit<ComponentProps<'select'>, 'defaultValue' | 'multiple'> & {
    defaultValue?: string;
    options?: readonly SelectOption[];
    fieldClassName?: string;
  }) {
  const field = useField(rest.name, { id: rest.id, help, error, defaultValue: rest.defaultValue });
  return (
    <Field
      {...{ label, help, mark, hideLabel }}
      id={field.id}
      error={field.error}
      helpId={field.helpId}
      errorId={field.errorId}
      className={fieldClassName}
    >
      <select
        {...rest}
        {...(rest.value === undefined && { defaultValue: field.defaultValue })}
        {...field.aria}
        id={field.id}
        className={`control ${className ?? ''}`}
      >
        {options?.map(({ value, label: words, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {words}
          </option>
        ))}
        {children}
      </select>
    </Field>
  );
}
