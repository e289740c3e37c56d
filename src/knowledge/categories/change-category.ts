import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { categoryNames, orNone, rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleCategories } from '@/knowledge/tables';
import { orNotFound, Refusal } from '@/platform/errors';
import { heightOf, lockCategories, pathTo, refuseDeep } from './lock-categories';

/** What is left out stays. */
export const ChangeCategory = z.object({
  id: rowUuid,
  /** They replace all that there are. */
  names: categoryNames.optional(),
  parentId: orNone(rowUuid).optional(),
});

/**
 * Renames a category or hangs it elsewhere in the tree, with all that is below it. Refuses contacts
 * (403), an unknown parent and one that stands below the category itself (422).
 */
export async function changeCategory(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeCategory>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, names, parentId } = ChangeCategory.parse(input);
  await inTransaction(scope, async (tx) => {
    const all = await lockCategories(tx, scope);
    const one = orNotFound(all.find((category) => category.id === id));
    const before = { names: one.names, parentId: one.parentId };
    const after = {
      names: names ?? before.names,
      parentId: parentId === undefined ? before.parentId : parentId,
    };
    const path = pathTo(all, after.parentId);
    if (path.some((category) => category.id === id)) {
      const key = 'knowledge.belowItself';
      throw new Refusal(key, { status: 422, fields: { parentId: key } });
    }
    refuseDeep(path.length + heightOf(all, id));
    if (sameNames(before.names, after.names) && before.parentId === after.parentId) return;
    await tx
      .update(articleCategories)
      .set(after)
      .where(and(eq(articleCategories.tenantId, scope.tenant.id), eq(articleCategories.id, id)));
    const name = (one: { names: Record<string, string> }) => Object.values(one.names)[0];
    await record(tx, scope, 'articleCategory.changed', id, {
      before: { name: name(before), ...before },
      after: { name: name(after), ...after },
    });
  });
}

function sameNames(a: Record<string, string>, b: Record<string, string>): boolean {
  const sorted = (names: Record<string, string>) => JSON.stringify(Object.entries(names).sort());
  return sorted(a) === sorted(b);
}
