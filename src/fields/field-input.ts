import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { fieldTypes, visibilities } from './field';

/** The most fields that a tenant may make, and choices of one. */
export const mostFields = 50;
export const mostChoices = 100;

/** Characters of a field's or a choice's label. */
export const longestLabel = 80;

export const fieldKey = z.string().min(1).max(60);

/** Language → label. A blank one counts as none. */
export const fieldLabels = z
  .partialRecord(
    z.enum(locales),
    z
      .string()
      .transform((text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
      .pipe(z.string().max(longestLabel)),
  )
  .transform((labels) => Object.fromEntries(Object.entries(labels).filter(([, text]) => text)));

/** A choice; as a bare text it is its English label. */
export const fieldChoice = z.union([
  z
    .string()
    .trim()
    .min(1)
    .max(longestLabel)
    .transform((en) => ({ key: undefined, labels: { en } as Record<string, string> })),
  z.object({
    /** For programs, and for good; left out it is made of the first label. */
    key: z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, { message: 'fields.choiceKey' })
      .optional(),
    labels: fieldLabels.default({}),
  }),
]);

export const fieldChoices = z.array(fieldChoice).max(mostChoices);
export const fieldType = z.enum(fieldTypes);
export const fieldPortal = z.enum(visibilities);

/** As a form or a program says it; each field judges its own. */
export const fieldValue = z.union([
  z.string().max(5_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(60)).max(mostChoices),
  z.null(),
]);

export const fieldCondition = z.object({
  field: fieldKey,
  is: z.array(z.string().min(1).max(60)).min(1).max(mostChoices),
});

export type ChoiceInput = z.output<typeof fieldChoice>;
