import { z } from 'zod';

/** Shapes that several operations share, with what the reference says of them. */
export const idParams = z.object({ id: z.uuid() });
export const numberParams = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) });
export const noQuery = z.object({});
export const noBody = z.object({});

export const time = z.iso.datetime().describe('RFC 3339, UTC');
export const named = z.object({ id: z.uuid(), name: z.string() });

/** `?limit=&cursor=` → `{ data, nextCursor }`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(1_000).optional().describe('`nextCursor` of the page before'),
  q: z.string().max(200).optional(),
});

export const listOf = (row: z.ZodType) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable() });

/** A room's page as the API's. */
export function asList<Row>(page: { rows: Row[]; nextCursor: string | null }) {
  return { data: page.rows, nextCursor: page.nextCursor };
}
