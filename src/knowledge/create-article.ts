import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { isLocale } from '@/i18n/locales';
import { requirePeople } from '@/people/require-people';
import { newId } from '@/platform/ids';
import { articleAudiences } from './article';
import { beginArticle } from './begin-article';
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
import { requireCompanies } from './set-companies';

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
  const texts = Object.entries(translations).map(([language, text]) => ({ language, ...text }));
  const sourceLanguage = sourceOf(scope, Object.keys(translations));
  await inTransaction(scope, async (tx) => {
    await requireCategory(tx, scope, categoryId);
    await beginArticle(tx, scope, {
      id,
      categoryId,
      audience,
      companyIds,
      sourceLanguage,
      texts,
    });
  });
  return { id };
}

function sourceOf({ tenant, language }: Scope, written: string[]): string {
  const wished = [tenant.defaultLanguage, language].filter(isLocale);
  return wished.find((one) => written.includes(one)) ?? written[0]!;
}
