import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { isLocale } from '@/i18n/locales';
import { requirePeople } from '@/people/require-people';
import { newId } from '@/platform/ids';
import { articleAudiences } from './article';
import { freeSlug } from './free-slug';
import {
  articleBody,
  articleLanguage,
  articleTitle,
  companyIds,
  orNone,
  rowUuid,
} from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { requireCategory } from './require-category';
import { requireCompanies, setCompanies } from './set-companies';
import { articles, articleTranslations } from './tables';
import { nameOf, writeVersion } from './write-version';

export const CreateArticle = z.object({
  categoryId: orNone(rowUuid).default(null),
  audience: z.enum(articleAudiences).default('contacts'),
  /** Of an article for selected companies. */
  companyIds: companyIds.default([]),
  /** Language → text. The tenant's language, where it is among them, is what others translate. */
  translations: z
    .partialRecord(
      articleLanguage,
      z.object({ title: articleTitle, body: articleBody.default('') }),
    )
    .refine((texts) => Object.keys(texts).length > 0, { message: 'fields.required' }),
});

/**
 * Begins an article as a draft: nobody but the tenant's side reads it until it is published.
 * Refuses contacts (403), an unknown category and companies that are missing or unknown (422).
 */
export async function createArticle(
  scope: Scope<Staff>,
  input: z.input<typeof CreateArticle>,
): Promise<{ id: string }> {
  refuseUnlessKnowledge(scope, 'write');
  const { translations, companyIds, categoryId, audience } = CreateArticle.parse(input);
  requireCompanies(audience, companyIds);
  await requirePeople(scope, { companyIds });
  const id = newId();
  const tenantId = scope.tenant.id;
  const texts = Object.entries(translations);
  const sourceLanguage = sourceOf(scope, Object.keys(translations));
  await inTransaction(scope, async (tx) => {
    await requireCategory(tx, scope, categoryId);
    await tx.insert(articles).values({
      tenantId,
      id,
      categoryId,
      audience,
      sourceLanguage,
      authorId: scope.actor.kind === 'technician' ? scope.actor.id : null,
      authorName: nameOf(scope),
    });
    for (const [language, { title, body }] of texts) {
      const slug = await freeSlug(tx, scope, title);
      const sourceVersion = language === sourceLanguage ? null : 1;
      await tx
        .insert(articleTranslations)
        .values({ tenantId, articleId: id, language, slug, title, body, sourceVersion });
      await writeVersion(tx, scope, { articleId: id, language, version: 1, title, body });
    }
    if (audience === 'companies') await setCompanies(tx, scope, id, companyIds);
    const name = translations[sourceLanguage as keyof typeof translations]?.title;
    await record(tx, scope, 'article.created', id, {
      after: { name, audience, languages: Object.keys(translations) },
    });
  });
  return { id };
}

function sourceOf({ tenant, language }: Scope, written: string[]): string {
  const wished = [tenant.defaultLanguage, language].filter(isLocale);
  return wished.find((one) => written.includes(one)) ?? written[0]!;
}
