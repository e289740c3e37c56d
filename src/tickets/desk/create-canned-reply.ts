import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { cannedBody, cannedTitle, ticked } from './canned-reply-input';
import { type DeskUser, ownerOf, toolCanChange } from './desk-policy';
import { cannedReplies } from './tables';

/** A person's own, and the team's, each at most so many: a list shows all of them. */
export const mostCannedReplies = 250;

export const CreateCannedReply = z.object({
  title: cannedTitle,
  body: cannedBody,
  /** For the whole team. */
  forTeam: ticked,
});

/**
 * Keeps a text for replies. One for the whole team is refused to all but admins (403), and more
 * than `mostCannedReplies` to everybody (409).
 */
export async function createCannedReply(
  scope: DeskUser,
  input: z.input<typeof CreateCannedReply>,
): Promise<{ id: string }> {
  const { title, body, forTeam } = CreateCannedReply.parse(input);
  const ownerId = ownerOf(scope, forTeam);
  refuseUnlessPermitted(toolCanChange(scope, ownerId));
  const id = newId();
  await inTransaction(scope, async (tx) => {
    await takeTurn(tx, `cannedReplies:${scope.tenant.id}`);
    const list =
      ownerId === null ? isNull(cannedReplies.ownerId) : eq(cannedReplies.ownerId, ownerId);
    const there = await tx.$count(
      cannedReplies,
      and(eq(cannedReplies.tenantId, scope.tenant.id), list),
    );
    if (there >= mostCannedReplies) {
      throw new Refusal('tickets.tooManyCannedReplies', { values: { most: mostCannedReplies } });
    }
    await tx.insert(cannedReplies).values({ tenantId: scope.tenant.id, id, title, body, ownerId });
    await record(tx, scope, 'cannedReply.created', id, {
      after: { name: title, forTeam: ownerId === null },
    });
  });
  return { id };
}
