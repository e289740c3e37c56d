import { getTranslations } from 'next-intl/server';
import { readCategories } from '@/knowledge/categories/read-categories';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { ArticleFrame } from '../article-frame';
import { categoryOptions } from '../category-options';
import { NewArticleForm } from './new-article-form';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.knowledge.new') };
}

/** Begins an article; its text is written on the page that follows. */
export default async function NewArticlePage() {
  const scope = await requireTechnician();
  const categories = await orNotFoundPage(readCategories(scope));
  const t = await getTranslations();
  return (
    <ArticleFrame title={t('console.knowledge.new')}>
      <NewArticleForm
        categories={categoryOptions(categories, t('console.knowledge.noCategory'))}
        language={scope.tenant.defaultLanguage}
      />
    </ArticleFrame>
  );
}
