import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { rowUuid } from '@/tickets/input-shapes';
import { viewName } from './save-view';
import { savedViews } from './tables';
import { viewForChange } from './view-for-change';

export const RenameView = z.object({ id: rowUuid, name: viewName });

/** Gives a saved view another name. The team's: admins only (403). */
export async function renameView(
  scope: Scope<Technician>,
  input: z.input<typeof RenameView>,
): Promise<void> {
  const { id, name } = RenameView.parse(input);
  await inTransaction(scope, async (tx) => {
    const before = await viewForChange(tx, scope, id);
    if (before.name === name) return;
    await tx
      .update(savedViews)
      .set({ name })
      .where(and(eq(savedViews.tenantId, scope.tenant.id), eq(savedViews.id, id)));
    await record(tx, scope, 'savedView.renamed', id, {
      before: { name: before.name },
      after: { name },
    });
  });
}
