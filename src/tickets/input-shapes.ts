import { z } from 'zod';

/** A ticket's number, also as the text of a form or an address. */
export const ticketNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** An id, in the form in which Postgres prints it. */
export const rowUuid = z.uuid().toLowerCase();

/** A form sends '' for what was left empty. */
export function emptyable<S extends z.ZodType>(shape: S) {
  return z.union([z.literal('').transform(() => undefined), shape]).optional();
}

/** No id, one (a form with a single field of that name) or several, at most `most`. */
export function manyIds(most: number) {
  return z
    .union([
      z.literal('').transform(() => [] as string[]),
      rowUuid.transform((id) => [id]),
      z.array(rowUuid).max(most),
    ])
    .default([])
    .transform((ids) => [...new Set(ids)]);
}

/** Text of several lines: `\n` between them, no NUL (Postgres takes none), not blank. */
export function longText(most = 50_000) {
  return z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())
    .pipe(z.string().min(1).max(most));
}

/** Text of one line: breaks and control characters become spaces. */
export function oneLine(most: number) {
  return z
    .string()
    .transform((value) => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
    .pipe(z.string().min(1).max(most));
}
