'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Field, type FieldWords } from './field';
import { useField } from './form-context';

export type TextFieldProps = FieldWords &
  Omit<ComponentProps<'input'>, 'defaultValue'> & {
    defaultValue?: string;
    /** Inside the field at its start (an icon) or its end (a button). */
    lead?: ReactNode;
    tail?: ReactNode;
    fieldClassName?: string;
  };

/** One line of text. Inside a `Form`, the error beside it comes by its `name`. */
export function TextField({
  label,
  help,
  error,
  mark,
  hideLabel,
  lead,
  tail,
  fieldClassName,
  className,
  ...rest
}: TextFieldProps) {
  const field = useField(rest.name, { id: rest.id, help, error, defaultValue: rest.defaultValue });
  const input = (
    <input
      type="text"
      {...rest}
      {...(rest.value === undefined && { defaultValue: field.defaultValue })}
      {...field.aria}
      id={field.id}
      className={`control ${className ?? ''}`}
    />
  );
  return (
    <Field
      {...{ label, help, mark, hideLabel }}
      id={field.id}
      error={field.error}
      helpId={field.helpId}
      errorId={field.errorId}
      className={fieldClassName}
    >
      {lead || tail ? (
        <div className="control-box">
          {input}
          {lead && <span className="control-lead">{lead}</span>}
          {tail && <span className="control-tail">{tail}</span>}
        </div>
      ) : (
        input
      )}
    </Field>
  );
}
