import { inLanguageOf } from '@/settings/in-language-of';
import type { CategoryView } from './article-view';
import type { Reader } from './reader';

export interface CategoryRow extends Record<string, unknown> {
  id: string;
  parent_id: string | null;
  names: Record<string, string>;
  position: number;
  articles: number;
}

/** The rows as a tree, each branch in its order, named in the reader's language. */
export function categoryTree(reader: Reader, rows: readonly CategoryRow[]): CategoryView[] {
  const inOrder = [...rows].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const below = (parentId: string | null): CategoryView[] =>
    inOrder
      .filter((row) => row.parent_id === parentId)
      .map(({ id, names, articles }) => ({
        id,
        parentId,
        name: inLanguageOf(reader, names)?.text ?? '',
        articleCount: articles,
        children: below(id),
      }));
  return below(null);
}

/** Only the branches that hold an article somewhere. */
export function withArticles(tree: readonly CategoryView[]): CategoryView[] {
  return tree
    .map((category) => ({ ...category, children: withArticles(category.children) }))
    .filter(({ articleCount, children }) => articleCount > 0 || children.length > 0);
}

/** Every category of a tree from the top down, with how deep it stands. */
export function flatten(
  tree: readonly CategoryView[],
  depth = 0,
): { category: CategoryView; depth: number }[] {
  return tree.flatMap((category) => [
    { category, depth },
    ...flatten(category.children, depth + 1),
  ]);
}
