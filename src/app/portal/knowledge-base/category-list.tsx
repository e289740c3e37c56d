import { getTranslations } from 'next-intl/server';
import type { CategoryView } from '@/knowledge/article-view';

/** Categories with how much is in them, and the ones below. */
export async function CategoryList({ categories }: { categories: readonly CategoryView[] }) {
  const t = await getTranslations('portal.knowledge');
  return (
    <ul className="category-list">
      {categories.map((category) => (
        <li key={category.id}>
          <a href={hrefOf(category)} dir="auto">
            {category.name}
          </a>
          <p>{t('count', { count: countOf(category) })}</p>
          {category.children.length > 0 && (
            <ul className="category-below">
              {category.children.map((child) => (
                <li key={child.id}>
                  <a href={hrefOf(child)} dir="auto">
                    {child.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

const hrefOf = ({ id }: CategoryView) => `/knowledge-base?category=${id}`;

function countOf({ articleCount, children }: CategoryView): number {
  return children.reduce((sum, child) => sum + countOf(child), articleCount);
}
