import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleCategories, articles } from '@/knowledge/tables';
import { orNotFound } from '@/platform/errors';

export const DeleteCategory = z.object({ id: rowUuid });

/** Deletes a category; its articles and the categories below it go to the one above it. */
export async function deleteCategory(
  scope: Scope<Staff>,
  input: z.input<typeof DeleteCategory>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id } = DeleteCategory.parse(input);
  const tenantId = scope.tenant.id;
  const itself = and(eq(articleCategories.tenantId, tenantId), eq(articleCategories.id, id));
  await inTransaction(scope, async (tx) => {
    // From here on nobody puts anything into it: whoever tries waits and then finds it gone.
    const [row] = await tx.select().from(articleCategories).where(itself).for('update');
    const { parentId, names } = orNotFound(row);
    await tx
      .update(articleCategories)
      .set({ parentId })
      .where(and(eq(articleCategories.tenantId, tenantId), eq(articleCategories.parentId, id)));
    const moved = await tx
      .update(articles)
      .set({ categoryId: parentId })
      .where(and(eq(articles.tenantId, tenantId), eq(articles.categoryId, id)))
      .returning({ id: articles.id });
    await tx.delete(articleCategories).where(itself);
    await record(tx, scope, 'articleCategory.deleted', id, {
      before: { name: Object.values(names)[0], names },
      after: { articles: moved.length },
    });
  });
}
