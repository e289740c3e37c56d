'use client';

import { FieldError } from '@/ui/field';
import { useField } from '@/ui/form-context';

/** A part of a field that no single input holds: it travels as JSON, with its error beside it. */
export function PartField({ name, value }: { name: string; value: unknown }) {
  const { error, errorId } = useField(name, {});
  return (
    <>
      <input type="hidden" name={name} value={JSON.stringify(value)} />
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </>
  );
}
