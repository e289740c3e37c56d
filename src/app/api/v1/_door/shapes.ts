import { z } from 'zod';
import { ticketNumber } from '@/tickets/input-shapes';

/** Shapes that several operations share, with what the reference says of them. */
export const rowId = z.uuid().toLowerCase();
export const idParams = z.object({ id: rowId });
export const numberParams = z.object({ number: ticketNumber });
export const noQuery = z.strictObject({});
export const noBody = z.strictObject({});

export const time = z.iso.datetime().describe('RFC 3339, UTC');
export const named = z.object({ id: z.uuid(), name: z.string() });

/** `?limit=&cursor=` → `{ data, nextCursor }`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(1_000).optional().describe('`nextCursor` of the page before'),
  q: z.string().max(200).optional().describe('Words to look for'),
});

export const listOf = (row: z.ZodType) =>
  z.object({
    data: z.array(row),
    nextCursor: z.string().nullable().describe('Null on the last page'),
  });

/** Of a short list, which comes whole where no `limit` is given. */
export const shortQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional().describe('Left out: all'),
  cursor: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional()
    .describe('`nextCursor` of the page before'),
});

/** A short list, or a page of it: the cursor says how many came before. */
export function inPages<Row>(rows: Row[], { limit, cursor }: z.output<typeof shortQuery>) {
  const from = Number(cursor ?? 0);
  const to = from + (limit ?? rows.length);
  return { data: rows.slice(from, to), nextCursor: to < rows.length ? String(to) : null };
}

/** A room's page as the API's. */
export function asList<Row>(page: { rows: Row[]; nextCursor: string | null }) {
  return { data: page.rows, nextCursor: page.nextCursor };
}
