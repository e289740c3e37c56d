'use client';

import { createContext, use, useId } from 'react';

/** What a form's last answer says about its fields. */
export interface FormAnswer {
  fields: Record<string, string>;
  values: Record<string, string>;
}

export const FormContext = createContext<FormAnswer | null>(null);

/** Ids, error and returned value of one field; `error` given by hand wins. */
export function useField(
  name: string | undefined,
  given: { id?: string; help?: unknown; error?: string; defaultValue?: string },
) {
  const made = useId();
  const answer = use(FormContext);
  const id = given.id ?? made;
  const error = given.error ?? (name ? answer?.fields[name] : undefined);
  const returned = name ? answer?.values[name] : undefined;
  const helpId = given.help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return {
    id,
    error,
    helpId,
    errorId,
    defaultValue: returned ?? given.defaultValue,
    aria: {
      'aria-invalid': error ? (true as const) : undefined,
      'aria-describedby': [errorId, helpId].filter(Boolean).join(' ') || undefined,
    },
  };
}
