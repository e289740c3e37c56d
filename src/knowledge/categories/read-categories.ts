import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleCategories } from '@/knowledge/tables';
import { inLanguageOf } from '@/settings/in-language-of';

/** A category as who keeps the knowledge base sees it. */
export interface CategoryDefinition {
  id: string;
  parentId: string | null;
  /** Language → name. */
  names: Record<string, string>;
  /** In the reader's language. */
  name: string;
  position: number;
  /** From 0 at the top. */
  depth: number;
  /** Articles in whatever state. */
  articleCount: number;
}

/** Every category, each followed by what is below it, in order. Refuses contacts (403). */
export async function readCategories(scope: Scope): Promise<CategoryDefinition[]> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({
        id: articleCategories.id,
        parentId: articleCategories.parentId,
        names: articleCategories.names,
        position: articleCategories.position,
        articleCount: sql<number>`(select count(*)::int from articles a
          where a.tenant_id = article_categories.tenant_id
            and a.category_id = article_categories.id)`,
      })
      .from(articleCategories)
      .where(eq(articleCategories.tenantId, scope.tenant.id))
      .orderBy(asc(articleCategories.position), asc(articleCategories.id)),
  );
  const below = (parentId: string | null, depth: number): CategoryDefinition[] =>
    rows
      .filter((row) => row.parentId === parentId)
      .flatMap((row) => [
        { ...row, depth, name: inLanguageOf(scope, row.names)?.text ?? '' },
        ...below(row.id, depth + 1),
      ]);
  return below(null, 0);
}
