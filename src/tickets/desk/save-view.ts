import 'server-only';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { oneLine } from '@/tickets/input-shapes';
import { ticked } from './canned-reply-input';
import { type DeskUser, ownerOf, toolCanChange } from './desk-policy';
import { savedViews } from './tables';

/** A person's own views, and the team's, each at most so many. */
export const mostViews = 50;

export const viewName = oneLine(60);
/** The queue's address without its `?`; whose it is knows what it means. */
export const viewQuery = z.string().max(1000);

export const SaveView = z.object({
  name: viewName,
  query: viewQuery,
  /** For the whole team. */
  forTeam: ticked,
});

/** Gives a search of the queue a name, after the ones there are. The team's: admins only (403). */
export async function saveView(
  scope: DeskUser,
  input: z.input<typeof SaveView>,
): Promise<{ id: string }> {
  const { name, query, forTeam } = SaveView.parse(input);
  const ownerId = ownerOf(scope, forTeam);
  refuseUnlessPermitted(toolCanChange(scope, ownerId));
  const id = newId();
  await inTransaction(scope, async (tx) => {
    await takeTurn(tx, `views:${scope.tenant.id}`);
    const [there] = await tx
      .select({
        count: sql<number>`count(*)::int`,
        last: sql<number>`coalesce(max(${savedViews.position}), 0)`,
      })
      .from(savedViews)
      .where(and(eq(savedViews.tenantId, scope.tenant.id), ownedBy(ownerId)));
    const { count, last } = there ?? { count: 0, last: 0 };
    if (count >= mostViews) {
      throw new Refusal('tickets.tooManyViews', { values: { most: mostViews } });
    }
    const position = last + 1;
    const { tenant } = scope;
    await tx.insert(savedViews).values({ tenantId: tenant.id, id, name, query, ownerId, position });
    await record(tx, scope, 'savedView.created', id, {
      after: { name, forTeam: ownerId === null },
    });
  });
  return { id };
}

/** The list that a view stands in: one technician's, or the team's. */
export function ownedBy(ownerId: string | null): SQL {
  return ownerId === null ? isNull(savedViews.ownerId) : eq(savedViews.ownerId, ownerId);
}
