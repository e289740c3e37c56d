'use client';

import type { CheckboxProps } from './checkbox';
import { FieldError, FieldHelp } from './field';
import { useField } from './form-context';

/** A setting that is on or off; a checkbox to forms and to the keyboard. */
export function Switch({ label, help, error, className, ...rest }: CheckboxProps) {
  const field = useField(rest.name, { id: rest.id, help, error });
  return (
    <div className={`choice ${className ?? ''}`}>
      <input
        {...rest}
        {...field.aria}
        id={field.id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state itself
        role="switch"
        className="switch"
      />
      <label htmlFor={field.id}>{label}</label>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      {help && <FieldHelp id={field.helpId}>{help}</FieldHelp>}
    </div>
  );
}
