import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { categoryNames, orNone, rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleCategories } from '@/knowledge/tables';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { lockCategories, pathTo, refuseDeep } from './lock-categories';

const mostCategories = 500;

export const CreateCategory = z.object({
  /** Language → name. */
  names: categoryNames,
  parentId: orNone(rowUuid).default(null),
});

/** Adds a category, the last below its parent. Refuses contacts (403) and an unknown parent (422). */
export async function createCategory(
  scope: Scope<Staff>,
  input: z.input<typeof CreateCategory>,
): Promise<{ id: string }> {
  refuseUnlessKnowledge(scope, 'write');
  const { names, parentId } = CreateCategory.parse(input);
  const id = newId();
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const all = await lockCategories(tx, scope);
    if (all.length >= mostCategories) {
      throw new Refusal('knowledge.tooManyCategories', { values: { most: mostCategories } });
    }
    refuseDeep(pathTo(all, parentId).length + 1);
    const siblings = parentId
      ? eq(articleCategories.parentId, parentId)
      : isNull(articleCategories.parentId);
    const position = sql`(select coalesce(max(position) + 1, 0) from ${articleCategories}
      where ${and(eq(articleCategories.tenantId, tenantId), siblings)})`;
    await tx.insert(articleCategories).values({ tenantId, id, parentId, names, position });
    await record(tx, scope, 'articleCategory.created', id, {
      after: { name: Object.values(names)[0], names },
    });
  });
  return { id };
}
