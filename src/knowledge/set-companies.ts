import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import type { ArticleAudience } from './article';
import { articleCompanies } from './tables';

/** Whose people read the article from now on; none where it isn't for selected companies. */
export async function setCompanies(
  tx: Tx,
  { tenant }: Scope,
  articleId: string,
  ids: readonly string[],
): Promise<void> {
  const tenantId = tenant.id;
  await tx
    .delete(articleCompanies)
    .where(and(eq(articleCompanies.tenantId, tenantId), eq(articleCompanies.articleId, articleId)));
  if (ids.length === 0) return;
  const rows = ids.map((companyId) => ({ tenantId, articleId, companyId }));
  await tx.insert(articleCompanies).values(rows);
}

/** Refuses (422) an article for selected companies that names none. */
export function requireCompanies(audience: ArticleAudience, ids: readonly string[]): void {
  if (audience !== 'companies' || ids.length > 0) return;
  const key = 'knowledge.companiesMissing';
  throw new Refusal(key, { status: 422, fields: { companyIds: key } });
}
