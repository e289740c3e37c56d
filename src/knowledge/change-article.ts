import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { requirePeople } from '@/people/require-people';
import { articleAudiences } from './article';
import { articleForChange, isArticle } from './article-for-change';
import { articleTime, companyIds, orNone, rowUuid } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { requireCategory } from './require-category';
import { requireCompanies, setCompanies } from './set-companies';
import { articleCompanies, articles } from './tables';

/** What is left out stays. */
export const ChangeArticle = z.object({
  id: rowUuid,
  categoryId: orNone(rowUuid).optional(),
  audience: z.enum(articleAudiences).optional(),
  companyIds: companyIds.optional(),
  /** When somebody wants to look whether it still holds; null for never. */
  reviewAt: orNone(articleTime).optional(),
});

/**
 * Changes where an article stands and who reads it, from the next request on. Refuses contacts
 * (403), an unknown category and companies that are missing or unknown (422).
 */
export async function changeArticle(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeArticle>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, companyIds: wanted, ...change } = ChangeArticle.parse(input);
  if (wanted) await requirePeople(scope, { companyIds: wanted });
  await inTransaction(scope, async (tx) => {
    const row = await articleForChange(tx, scope, id);
    if (change.categoryId) await requireCategory(tx, scope, change.categoryId);
    const rows = await tx
      .select({ id: articleCompanies.companyId })
      .from(articleCompanies)
      .where(
        and(eq(articleCompanies.tenantId, scope.tenant.id), eq(articleCompanies.articleId, id)),
      );
    const { categoryId, audience, reviewAt } = row;
    const before = { categoryId, audience, reviewAt, companyIds: rows.map((one) => one.id).sort() };
    const given = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    ) as Partial<Omit<typeof before, 'companyIds'>>;
    const after = { ...before, ...given, companyIds: [...(wanted ?? before.companyIds)].sort() };
    requireCompanies(after.audience, after.companyIds);
    if (after.audience !== 'companies') after.companyIds = [];
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const { companyIds: reading, ...columns } = after;
    await tx
      .update(articles)
      .set({ ...columns, updatedAt: sql`now()` })
      .where(isArticle(scope, id));
    await setCompanies(tx, scope, id, reading);
    await record(tx, scope, 'article.changed', id, { before, after });
  });
}
