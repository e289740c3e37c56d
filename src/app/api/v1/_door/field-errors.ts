import type { z } from 'zod';
import type { Translate } from '@/i18n/translator';
import { sentenceFor } from '@/session/field-messages';

/**
 * A sentence for each field that doesn't fit, by its path (`fields.type`, `ccs.0`); names that
 * there are not are listed too. What is wrong with the whole stands under `body`.
 */
export function fieldErrors(error: z.ZodError, t: Translate): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of keys) {
      const steps = key === undefined ? issue.path : [...issue.path, key];
      errors[steps.map(String).join('.') || 'body'] ??= sentenceFor(issue, t);
    }
  }
  return errors;
}
