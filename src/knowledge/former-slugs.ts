import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { Reader } from './reader';
import { formerSlugs } from './tables';
import { bestTranslation, requireKnowledge, visibleArticles } from './visible-articles';

/** Keeps the slug of a text that is removed, for links and for nobody else. */
export async function keepFormerSlug(
  tx: Tx,
  { tenant }: Scope,
  former: { slug: string; articleId: string; language: string },
): Promise<void> {
  await tx.insert(formerSlugs).values({ tenantId: tenant.id, ...former });
}

/** Gives an article back the slug that it had in this language; undefined where it had none. */
export async function takeFormerSlug(
  tx: Tx,
  { tenant }: Scope,
  { articleId, language }: { articleId: string; language: string },
): Promise<string | undefined> {
  const [taken] = await tx
    .delete(formerSlugs)
    .where(
      and(
        eq(formerSlugs.tenantId, tenant.id),
        eq(formerSlugs.articleId, articleId),
        eq(formerSlugs.language, language),
      ),
    )
    .returning({ slug: formerSlugs.slug });
  return taken?.slug;
}

/** Where the reader finds what stood under this slug once; undefined where they may not see it. */
export async function slugSince(reader: Reader, slug: string): Promise<string | undefined> {
  requireKnowledge(reader, 'read');
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<{ slug: string }>(sql`
      select l.slug from former_slugs f, articles a
        cross join lateral (${bestTranslation(reader)}) l
      where f.tenant_id = ${reader.tenant.id} and f.slug = ${slug} and f.article_id = a.id
        and ${visibleArticles(reader)}`),
  );
  return rows[0]?.slug;
}
