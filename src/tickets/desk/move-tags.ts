import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { ticketTags } from './tables';

/**
 * Puts the tags of one ticket on another one, also past the number that technicians may put on
 * it: none is lost. Both tickets are locked by the caller.
 */
export async function moveTags(
  tx: Tx,
  { tenant }: Scope,
  fromId: string,
  toId: string,
): Promise<void> {
  const tenantId = tenant.id;
  const moved = await tx
    .delete(ticketTags)
    .where(and(eq(ticketTags.tenantId, tenantId), eq(ticketTags.ticketId, fromId)))
    .returning({ tagId: ticketTags.tagId });
  if (moved.length === 0) return;
  const added = moved.map(({ tagId }) => ({ tenantId, ticketId: toId, tagId }));
  await tx.insert(ticketTags).values(added).onConflictDoNothing();
}
