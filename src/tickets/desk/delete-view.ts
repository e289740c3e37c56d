import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import type { DeskUser } from './desk-policy';
import { savedViews } from './tables';
import { viewForChange } from './view-for-change';

export const DeleteView = z.object({ id: rowUuid });

/** Deletes a saved view; its tickets stay. The team's: admins only (403). */
export async function deleteView(
  scope: DeskUser,
  input: z.input<typeof DeleteView>,
): Promise<void> {
  const { id } = DeleteView.parse(input);
  await inTransaction(scope, async (tx) => {
    const { name, ownerId } = await viewForChange(tx, scope, id);
    const [gone] = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.tenantId, scope.tenant.id), eq(savedViews.id, id)))
      .returning({ id: savedViews.id });
    orNotFound(gone);
    const before = { name, forTeam: ownerId === null };
    await record(tx, scope, 'savedView.deleted', id, { before });
  });
}
