import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { rowUuid } from '@/tickets/input-shapes';
import { ownedBy } from './save-view';
import { savedViews } from './tables';
import { viewForChange } from './view-for-change';

export const MoveView = z.object({ id: rowUuid, direction: z.enum(['up', 'down']) });

/**
 * Moves a saved view by one place in its list, a technician's own or the team's; at the end of it
 * nothing changes. The team's: admins only (403).
 */
export async function moveView(
  scope: Scope<Technician>,
  input: z.input<typeof MoveView>,
): Promise<void> {
  const { id, direction } = MoveView.parse(input);
  await inTransaction(scope, async (tx) => {
    const { name, ownerId } = await viewForChange(tx, scope, id);
    const inList = and(eq(savedViews.tenantId, scope.tenant.id), ownedBy(ownerId));
    const list = await tx
      .select({ id: savedViews.id, position: savedViews.position })
      .from(savedViews)
      .where(inList)
      .orderBy(asc(savedViews.id))
      .for('update');
    // Sorted once they are locked: somebody else may have moved one while this waited.
    list.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    const from = list.findIndex((view) => view.id === id);
    const to = direction === 'up' ? from - 1 : from + 1;
    const [moved, passed] = [list[from], list[to]];
    if (!moved || !passed) return;
    list[from] = passed;
    list[to] = moved;
    for (const [position, view] of list.entries()) {
      if (view.position === position) continue;
      await tx
        .update(savedViews)
        .set({ position })
        .where(and(inList, eq(savedViews.id, view.id)));
    }
    await record(tx, scope, 'savedView.moved', id, {
      before: { name, position: from + 1 },
      after: { name, position: to + 1 },
    });
  });
}
