import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import {
  articleCategories,
  articleCompanies,
  articleDrafts,
  articleImages,
  articles,
  articleTranslations,
} from '@/knowledge/tables';
import { companies } from '@/people/tables';

/** All that an export writes, but for the texts themselves. */
export async function readExport(tx: Tx, { tenant }: Pick<Scope, 'tenant'>) {
  const { language, title, slug, version, sourceVersion, articleId } = articleTranslations;
  const [categories, rows, texts, drafts, readers, images] = await Promise.all([
    tx
      .select()
      .from(articleCategories)
      .where(eq(articleCategories.tenantId, tenant.id))
      .orderBy(asc(articleCategories.position), asc(articleCategories.id)),
    tx.select().from(articles).where(eq(articles.tenantId, tenant.id)).orderBy(asc(articles.id)),
    tx
      .select({ articleId, language, title, slug, version, sourceVersion })
      .from(articleTranslations)
      .where(eq(articleTranslations.tenantId, tenant.id))
      .orderBy(asc(language)),
    tx
      .select({
        articleId: articleDrafts.articleId,
        language: articleDrafts.language,
        title: articleDrafts.title,
      })
      .from(articleDrafts)
      .where(eq(articleDrafts.tenantId, tenant.id))
      .orderBy(asc(articleDrafts.language)),
    tx
      .select({ articleId: articleCompanies.articleId, name: companies.name })
      .from(articleCompanies)
      .innerJoin(companies, eq(companies.id, articleCompanies.companyId))
      .where(eq(articleCompanies.tenantId, tenant.id)),
    tx
      .select({
        id: articleImages.id,
        mediaType: articleImages.mediaType,
        storageKey: articleImages.storageKey,
      })
      .from(articleImages)
      .where(eq(articleImages.tenantId, tenant.id))
      .orderBy(asc(articleImages.id)),
  ]);
  return { categories, rows, texts, drafts, readers, images };
}

export type ExportedKnowledge = Awaited<ReturnType<typeof readExport>>;
