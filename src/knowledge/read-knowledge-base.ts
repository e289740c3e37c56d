import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { notFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { type LineRow, lineColumns, lineOf } from './article-line';
import type { ArticleLine, CategoryView } from './article-view';
import { type CategoryRow, categoryTree, withArticles } from './category-tree';
import type { Reader } from './reader';
import { bestTranslation, requireKnowledge, visibleArticles } from './visible-articles';

/** What a page of the knowledge base shows at most of one category, or of the newest. */
export const mostListed = 200;
const mostRecent = 8;

export interface KnowledgeBase {
  /** The tree, without branches in which the reader would find nothing. */
  categories: CategoryView[];
  /** The chosen one; undefined at the entrance. */
  category: CategoryView | undefined;
  /** Of the chosen category by title, else those that changed last. */
  articles: ArticleLine[];
}

/**
 * The entrance of the knowledge base, or one category of it. One that holds nothing for the reader
 * does not exist (404). One statement.
 */
export async function readKnowledgeBase(
  reader: Reader,
  categoryId?: string,
): Promise<KnowledgeBase> {
  requireKnowledge(reader, 'read');
  if (categoryId !== undefined && !isUuid(categoryId)) throw notFound();
  const tenantId = reader.tenant.id;
  const shown = sql`${visibleArticles(reader)} and a.state <> 'archived'`;
  const chosen = categoryId
    ? sql`a.category_id = ${categoryId} order by l.title limit ${mostListed}`
    : sql`true order by a.updated_at desc, a.id desc limit ${mostRecent}`;
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<{ categories: CategoryRow[] | null; articles: LineRow[] | null }>(sql`
      select
        (select jsonb_agg(c) from (
          select c.id, c.parent_id, c.names, c.position,
            (select count(*)::int from articles a where ${shown} and a.category_id = c.id) as articles
          from article_categories c where c.tenant_id = ${tenantId}) c) as categories,
        (select jsonb_agg(x) from (
          select ${lineColumns} from articles a cross join lateral (${bestTranslation(reader)}) l
          where ${shown} and ${chosen}) x) as articles`),
  );
  const { categories, articles } = rows[0]!;
  const tree = withArticles(categoryTree(reader, categories ?? []));
  const category = categoryId ? find(tree, categoryId) : undefined;
  if (categoryId && !category) throw notFound();
  return { categories: tree, category, articles: (articles ?? []).map(lineOf) };
}

function find(tree: CategoryView[], id: string): CategoryView | undefined {
  for (const category of tree) {
    const found = category.id === id ? category : find(category.children, id);
    if (found) return found;
  }
  return undefined;
}
