'use client';

import { useField } from '@/ui/form-context';

/**
 * A number that travels with a form. A page without scripts that shows a refused text again gives
 * back the one that the text was sent with, or the next press would overwrite what nobody has seen.
 */
export function HiddenFact({ name, value }: { name: string; value: number }) {
  const { defaultValue } = useField(name, { defaultValue: String(value) });
  return <input type="hidden" name={name} value={defaultValue} />;
}
