import type { ReactNode } from 'react';
import { classNames } from './class-names';

export function FieldHelp({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="field-help">
      {children}
    </p>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="field-error">
      <span>{children}</span>
    </p>
  );
}

export interface FieldWords {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  /** A quiet word behind the label: "optional". */
  mark?: string;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
}

/** Label above, control, error, help below. The controls of this room bring it themselves. */
export function Field({
  id,
  label,
  help,
  error,
  mark,
  hideLabel,
  helpId,
  errorId,
  className,
  children,
}: FieldWords & {
  id: string;
  helpId?: string;
  errorId?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={classNames('field', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'field-label'}>
        {label}
        {mark && <span className="field-mark">{mark}</span>}
      </label>
      {children}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {help && <FieldHelp id={helpId}>{help}</FieldHelp>}
    </div>
  );
}
