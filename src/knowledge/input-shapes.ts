import { z } from 'zod';
import { locales } from '@/i18n/locales';

export const rowUuid = z.uuid().toLowerCase();
export const articleLanguage = z.enum(locales);

/** Text of one line: breaks and control characters become spaces. */
const oneLine = (most: number) =>
  z
    .string()
    .transform((value) =>
      value
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(most));

export const articleTitle = oneLine(200);
export const categoryName = oneLine(80);

/** Markdown: `\n` between lines, no NUL (Postgres takes none). A draft may be empty. */
export const articleBody = z
  .string()
  .transform((value) => value.replace(/\r\n?/g, '\n').replaceAll('\0', '').trimEnd())
  .pipe(z.string().max(200_000));

/** Language → name; what a form left empty is left out. */
export const categoryNames = z.preprocess(
  (value) =>
    value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value).filter(([, name]) => typeof name !== 'string' || name.trim()),
        )
      : value,
  z
    .partialRecord(articleLanguage, categoryName)
    .refine((names) => Object.keys(names).length > 0, { message: 'fields.required' }),
);

/** A form says '' for none. */
export const orNone = <S extends z.ZodType>(shape: S) =>
  z.union([z.literal('').transform(() => null), z.null(), shape]);

/** A time as people mean one: Postgres and calendars hold it. */
export const articleTime = z.coerce
  .date()
  .min(new Date('1000-01-01T00:00:00Z'), { message: 'fields.invalid' })
  .max(new Date('9999-12-31T00:00:00Z'), { message: 'fields.invalid' });

/** Companies of an article for selected ones. */
export const companyIds = z
  .array(rowUuid)
  .max(500)
  .transform((ids) => [...new Set(ids)]);

/** A checkbox: a form says `on`, or nothing at all. */
export const ticked = z
  .union([z.boolean(), z.string()])
  .default(false)
  .transform((value) => value === true || value === 'true' || value === 'on');
