import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleCategories } from '@/knowledge/tables';
import { orNotFound } from '@/platform/errors';
import { lockCategories } from './lock-categories';

export const MoveCategory = z.object({ id: rowUuid, direction: z.enum(['up', 'down']) });

/** Moves a category by one place among its siblings; at the end nothing changes. */
export async function moveCategory(
  scope: Scope<Staff>,
  input: z.input<typeof MoveCategory>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, direction } = MoveCategory.parse(input);
  await inTransaction(scope, async (tx) => {
    const all = await lockCategories(tx, scope);
    const moved = orNotFound(all.find((category) => category.id === id));
    const list = all.filter(({ parentId }) => parentId === moved.parentId);
    const from = list.indexOf(moved);
    const passed = list[direction === 'up' ? from - 1 : from + 1];
    if (!passed) return;
    list[list.indexOf(passed)] = moved;
    list[from] = passed;
    for (const [position, category] of list.entries()) {
      if (category.position === position) continue;
      await tx
        .update(articleCategories)
        .set({ position })
        .where(
          and(
            eq(articleCategories.tenantId, scope.tenant.id),
            eq(articleCategories.id, category.id),
          ),
        );
    }
    const name = Object.values(moved.names)[0];
    await record(tx, scope, 'articleCategory.moved', id, {
      before: { name, position: from },
      after: { name, position: list.indexOf(moved) },
    });
  });
}
