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
      <div className="control-box">
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
        <svg
          aria-hidden
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="control-chevron"
        >
          <path d="m4 6 4 4 4-4" />
        </svg>
      </div>
    </Field>
  );
}
