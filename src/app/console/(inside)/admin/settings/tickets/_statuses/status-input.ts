import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { longestLabel } from '@/tickets/statuses/longest-label';
import { statusCategory, statusColour, statusKey } from '@/tickets/statuses/status-definition';
import { labelField } from './label-field';

const label = z.string().trim().max(longestLabel).default('');
const labelFields = Object.fromEntries(
  locales.map((locale) => [labelField(locale), label]),
) as Record<ReturnType<typeof labelField>, typeof label>;

const colour = z.preprocess((value) => (value === '' ? null : value), statusColour);

/**
 * The form's fields as the verb takes them: a field a language becomes one record. A status may
 * go without a label: it is called as its category then.
 */
export const ChangeStatusInput = z
  .object({ ...labelFields, key: statusKey, category: statusCategory, colour })
  .transform(({ key, category, colour, ...fields }) => ({
    key,
    category,
    colour,
    labels: byLocale(fields),
  }));

/** A new status has a name in one language at least. */
export const NewStatusInput = z
  .object({ ...labelFields, category: statusCategory, colour })
  .transform(({ category, colour, ...fields }, context) => {
    const labels = byLocale(fields);
    if (!Object.values(labels).some(Boolean)) {
      context.addIssue({ code: 'custom', path: [labelField('en')], message: 'fields.required' });
    }
    return { category, colour, labels };
  });

function byLocale(fields: Record<string, string>) {
  return Object.fromEntries(
    locales.map((locale) => [locale, (fields[labelField(locale)] ?? '').replace(/\p{Cc}+/gu, ' ')]),
  );
}
