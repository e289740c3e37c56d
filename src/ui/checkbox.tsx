'use client';

import type { ComponentProps } from 'react';
import { FieldError, FieldHelp, type FieldWords } from './field';
import { useField } from './form-context';

export type CheckboxProps = Omit<FieldWords, 'hideLabel' | 'mark'> &
  Omit<ComponentProps<'input'>, 'type'>;

/** One yes or no, part of a form. For a setting that acts at once use `Switch`. */
export function Checkbox({ label, help, error, className, ...rest }: CheckboxProps) {
  const field = useField(rest.name, { id: rest.id, help, error });
  return (
    <div className={`choice ${className ?? ''}`}>
      <input {...rest} {...field.aria} id={field.id} type="checkbox" className="choice-mark" />
      <label htmlFor={field.id}>{label}</label>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      {help && <FieldHelp id={field.helpId}>{help}</FieldHelp>}
    </div>
  );
}
