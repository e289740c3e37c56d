import 'server-only';
import type { Scope, System } from '@/access/scope';
import { createCategory } from '@/knowledge/categories/create-category';
import { createArticle } from '@/knowledge/create-article';
import { publishArticle } from '@/knowledge/publish-article';
import { demoArticles, demoCategories } from './content/articles';

/**
 * The demo's knowledge base: its categories and its articles. `companies`: name → id. Returns the
 * articles: English title → id.
 */
export async function loadArticles(
  scope: Scope<System>,
  companies: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const loaded = new Map<string, string>();
  const categories = new Map<string, string>();
  for (const { key, parent, names } of demoCategories) {
    const parentId = parent ? categories.get(parent)! : null;
    categories.set(key, (await createCategory(scope, { names, parentId })).id);
  }
  for (const { category, audience, company, isDraft, texts } of demoArticles) {
    const { id } = await createArticle(scope, {
      categoryId: categories.get(category)!,
      audience,
      companyIds: company ? [companies.get(company)!] : [],
      translations: texts,
    });
    if (!isDraft) await publishArticle(scope, { id });
    if (texts.en) loaded.set(texts.en.title, id);
  }
  return loaded;
}
