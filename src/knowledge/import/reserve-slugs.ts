import 'server-only';
import { eq } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { freeAmong } from '@/knowledge/free-slug';
import { articleTranslations, formerSlugs } from '@/knowledge/tables';
import type { ArchivedKnowledge } from './archive-articles';
import type { KnownArticle } from './known-articles';
import { placeOf } from './resolve-address';

/**
 * The slug of every text of an import, so that links can lead to articles that come later: what is
 * there keeps its own, the others get free ones.
 */
export async function reserveSlugs(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  { articles }: ArchivedKnowledge,
  known: ReadonlyMap<string, KnownArticle>,
): Promise<Record<string, string>> {
  const of = (table: typeof articleTranslations | typeof formerSlugs) =>
    tx.select({ slug: table.slug }).from(table).where(eq(table.tenantId, tenant.id));
  const rows = await union(of(articleTranslations), of(formerSlugs));
  const taken = new Set(rows.map(({ slug }) => slug));
  const counts = new Map<string, number>();
  const slugs: Record<string, string> = {};
  for (const { key, texts } of articles) {
    for (const { language, slug, title } of texts) {
      const own = known.get(key)?.slugs[language] ?? freeAmong(taken, slug ?? title, counts);
      taken.add(own);
      slugs[placeOf(key, language)] = own;
    }
  }
  return slugs;
}
