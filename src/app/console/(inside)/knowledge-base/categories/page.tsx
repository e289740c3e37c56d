import { getTranslations } from 'next-intl/server';
import { readCategories } from '@/knowledge/categories/read-categories';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { ArticleFrame } from '../article-frame';
import { categoryOptions } from '../category-options';
import { CategoryForm } from './category-form';
import { CategoryLine } from './category-line';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.knowledge.categories') };
}

/** The tree of categories: its order, its names in every language. */
export default async function CategoriesPage() {
  const scope = await requireTechnician();
  const categories = await orNotFoundPage(readCategories(scope));
  const t = await getTranslations();
  const parents = categoryOptions(categories, t('console.knowledge.topLevel'));
  return (
    <ArticleFrame title={t('console.knowledge.categories')}>
      {categories.length === 0 ? (
        <EmptyState
          drawing="letters"
          title={t('console.knowledge.noCategories')}
          text={t('console.knowledge.noCategoriesText')}
        />
      ) : (
        <ul className="rows">
          {categories.map((category) => (
            <CategoryLine
              key={category.id}
              category={category}
              parents={parents}
              isFirst={isAt(categories, category, 'first')}
              isLast={isAt(categories, category, 'last')}
            />
          ))}
        </ul>
      )}
      <Section title={t('console.knowledge.newCategory')}>
        <CategoryForm parents={parents} />
      </Section>
    </ArticleFrame>
  );
}

type Categories = Awaited<ReturnType<typeof readCategories>>;

/** Whether it stands at an end among those with the same parent. */
function isAt(all: Categories, { id, parentId }: Categories[number], end: 'first' | 'last') {
  const siblings = all.filter((one) => one.parentId === parentId);
  return siblings.at(end === 'first' ? 0 : -1)?.id === id;
}
