'use client';

import type { ComponentProps, CSSProperties } from 'react';
import { Field, type FieldWords } from './field';
import { useField } from './form-context';

/** Several lines; grows with what is typed, from `rows` on. */
export function TextArea({
  label,
  help,
  error,
  mark,
  hideLabel,
  rows = 4,
  fieldClassName,
  className,
  style,
  ...rest
}: FieldWords &
  Omit<ComponentProps<'textarea'>, 'defaultValue'> & {
    defaultValue?: string;
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
      <textarea
        {...rest}
        {...(rest.value === undefined && { defaultValue: field.defaultValue })}
        {...field.aria}
        id={field.id}
        rows={rows}
        style={{ ...style, '--rows': rows } as CSSProperties}
        className={`control ${className ?? ''}`}
      />
    </Field>
  );
}
