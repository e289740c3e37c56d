import type { z } from 'zod';
import type { Translate } from '@/i18n/translator';

/**
 * One sentence a field for what zod found: the first fault counts. A custom message of the
 * shape that is a key under `refusals.fields` is said as it is.
 */
export function fieldMessages(error: z.ZodError, t: Translate): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? 'form');
    fields[name] ??= sentenceFor(issue, t);
  }
  return fields;
}

type Issue = z.core.$ZodIssue;

/** What to say of one fault, beside its field. */
export function sentenceFor(issue: Issue, t: Translate): string {
  if (issue.message.startsWith('fields.')) return t(`refusals.${issue.message}`);
  if (issue.code === 'unrecognized_keys') return t('refusals.fields.unknown');
  if (issue.code === 'too_big') {
    const most = Number(issue.maximum);
    if (issue.origin === 'array') return t('refusals.fields.tooMany', { most });
    if (issue.origin !== 'string') return t('refusals.fields.atMost', { most });
    return t('refusals.fields.tooLong', { most });
  }
  if (issue.code === 'too_small') {
    const least = Number(issue.minimum);
    if (issue.origin !== 'string' && issue.origin !== 'array') {
      return t('refusals.fields.atLeast', { least });
    }
    return least <= 1 ? t('refusals.fields.required') : t('refusals.fields.tooShort', { least });
  }
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return t('refusals.fields.email');
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return t('refusals.fields.required');
  return t('refusals.fields.invalid');
}
