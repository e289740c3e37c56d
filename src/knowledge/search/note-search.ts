import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Preview } from '@/access/scope';
import { isStaffReader, type Reader } from '@/knowledge/reader';
import { clock } from '@/platform/clock';
import { articleSearches } from './tables';

/** Different searches that are kept of a tenant; a new one beyond is not noted. */
export const mostSearches = 5_000;

/**
 * Counts what a reader searched for and whether anything was found, without who it was. What names
 * somebody (an address, a long number) is not kept, nor what staff try out or a preview shows.
 */
export async function noteSearch(
  reader: Reader & { preview?: Preview | undefined },
  typed: string,
  found: number,
): Promise<void> {
  const query = keptQuery(typed);
  if (!query || isStaffReader(reader) || reader.preview) return;
  const { tenant, language } = reader;
  const lastAt = clock.now();
  const isIt = and(
    eq(articleSearches.tenantId, tenant.id),
    eq(articleSearches.language, language),
    eq(articleSearches.query, query),
  );
  const unanswered = found === 0 ? 1 : 0;
  const more = {
    searches: sql`${articleSearches.searches} + 1`,
    unanswered: sql`${articleSearches.unanswered} + ${unanswered}`,
    lastFound: found,
    lastAt,
  };
  await inTransaction(reader, async (tx) => {
    const known = await tx.update(articleSearches).set(more).where(isIt).returning({ one: sql`1` });
    if (known.length > 0) return;
    const kept = await tx.$count(articleSearches, eq(articleSearches.tenantId, tenant.id));
    if (kept >= mostSearches) return;
    await tx
      .insert(articleSearches)
      .values({ tenantId: tenant.id, language, query, unanswered, lastFound: found, lastAt })
      .onConflictDoUpdate({
        target: [articleSearches.tenantId, articleSearches.language, articleSearches.query],
        set: more,
      });
  });
}

/** Lower case, one space between words, at most 100 characters; undefined for what is not kept. */
export function keptQuery(typed: string): string | undefined {
  const query = typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);
  return /@\S+\.|\d[\d\s./-]{4,}\d/.test(query) || !/\p{L}/u.test(query) ? undefined : query;
}
