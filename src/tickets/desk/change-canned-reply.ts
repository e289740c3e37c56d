import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import { cannedBody, cannedTitle } from './canned-reply-input';
import { type DeskUser, toolCanChange, visibleTools } from './desk-policy';
import { cannedReplies } from './tables';

/** What is left out stays. */
export const ChangeCannedReply = z.object({
  id: rowUuid,
  title: cannedTitle.optional(),
  body: cannedBody.optional(),
});

/** Changes a canned reply; whose it is stays. Refuses the team's to all but admins (403). */
export async function changeCannedReply(
  scope: DeskUser,
  input: z.input<typeof ChangeCannedReply>,
): Promise<void> {
  const { id, ...change } = ChangeCannedReply.parse(input);
  await inTransaction(scope, async (tx) => {
    const isIt = and(visibleTools(scope, cannedReplies), eq(cannedReplies.id, id));
    const [found] = await tx.select().from(cannedReplies).where(isIt).for('update');
    const before = orNotFound(found);
    refuseUnlessPermitted(toolCanChange(scope, before.ownerId));
    const { title = before.title, body = before.body } = change;
    if (before.title === title && before.body === body) return;
    await tx.update(cannedReplies).set({ title, body, updatedAt: sql`now()` }).where(isIt);
    await record(tx, scope, 'cannedReply.changed', id, {
      before: { name: before.title },
      after: { name: title },
    });
  });
}
