import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import { type DeskUser, toolCanChange, visibleTools } from './desk-policy';
import { cannedReplies } from './tables';

export const DeleteCannedReply = z.object({ id: rowUuid });

/** Deletes a canned reply; what was written with it stays. The team's: admins only (403). */
export async function deleteCannedReply(
  scope: DeskUser,
  input: z.input<typeof DeleteCannedReply>,
): Promise<void> {
  const { id } = DeleteCannedReply.parse(input);
  await inTransaction(scope, async (tx) => {
    const [found] = await tx
      .delete(cannedReplies)
      .where(and(visibleTools(scope, cannedReplies), eq(cannedReplies.id, id)))
      .returning({ title: cannedReplies.title, ownerId: cannedReplies.ownerId });
    const { title, ownerId } = orNotFound(found);
    refuseUnlessPermitted(toolCanChange(scope, ownerId));
    const before = { name: title, forTeam: ownerId === null };
    await record(tx, scope, 'cannedReply.deleted', id, { before });
  });
}
