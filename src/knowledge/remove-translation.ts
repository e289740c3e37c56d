import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, refuseUnless } from '@/platform/errors';
import { articleForChange, isArticle } from './article-for-change';
import { isDraft } from './drafts/draft-for-change';
import { keepFormerSlug } from './former-slugs';
import { articleLanguage, rowUuid } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { articleDrafts, articles, articleTranslations } from './tables';
import { isTranslation } from './write-article';

export const RemoveTranslation = z.object({ id: rowUuid, language: articleLanguage });

/**
 * Takes an article, and a draft of it, out of one language; its address leads to the article in
 * another one from then on. Refuses contacts (403) and the language that the others were translated
 * from (409).
 */
export async function removeTranslation(
  scope: Scope<Staff>,
  input: z.input<typeof RemoveTranslation>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, language } = RemoveTranslation.parse(input);
  await inTransaction(scope, async (tx) => {
    const { sourceLanguage } = await articleForChange(tx, scope, id);
    refuseUnless(language !== sourceLanguage, 'knowledge.sourceStays');
    const [removed] = await tx
      .delete(articleTranslations)
      .where(isTranslation(scope, id, language))
      .returning({ title: articleTranslations.title, slug: articleTranslations.slug });
    const { title, slug } = orNotFound(removed);
    await keepFormerSlug(tx, scope, { slug, articleId: id, language });
    await tx.delete(articleDrafts).where(isDraft(scope, id, language));
    await tx.update(articles).set({ updatedAt: sql`now()` }).where(isArticle(scope, id));
    await record(tx, scope, 'article.translationRemoved', id, {
      before: { name: title, language },
    });
  });
}
