import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { freeAmong } from '@/knowledge/free-slug';
import { articleTranslations } from '@/knowledge/tables';
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
  const rows = await tx
    .select({ slug: articleTranslations.slug })
    .from(articleTranslations)
    .where(eq(articleTranslations.tenantId, tenant.id));
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
