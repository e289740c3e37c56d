import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { articleCategories } from '@/knowledge/tables';
import type { ArchivedKnowledge } from './archive-articles';
import { type KnownArticle, knownArticles } from './known-articles';
import type { Branch } from './place-categories';
import { companiesByName } from './readers-of';
import { reserveSlugs } from './reserve-slugs';

/** What an import has to know of the tenant. */
export interface ImportFacts {
  /** By their key: which of the articles there are. */
  known: Map<string, KnownArticle>;
  /** Place of a text → the slug that it has or would get. */
  slugs: Record<string, string>;
  /** Company ids by name. */
  companies: Map<string, string>;
  branches: Branch[];
}

export async function readImportFacts(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  knowledge: ArchivedKnowledge,
): Promise<ImportFacts> {
  const keys = knowledge.articles.map(({ key }) => key);
  const known = await knownArticles(tx, scope, knowledge.source, keys);
  const { id, parentId, names } = articleCategories;
  return {
    known,
    slugs: await reserveSlugs(tx, scope, knowledge, known),
    companies: await companiesByName(tx, scope),
    branches: await tx
      .select({ id, parentId, names })
      .from(articleCategories)
      .where(eq(articleCategories.tenantId, scope.tenant.id)),
  };
}
