import 'server-only';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { ownDrafts, ownFiles } from './store-attachment';
import { attachments } from './tables';

/** How many files one message may carry. */
export const mostAttachments = 10;

/**
 * Puts uploaded drafts of the actor on a ticket, or on one of its messages. Refuses (422) any
 * that is not theirs, is on a ticket already, or has been cleared away.
 */
export async function attachDrafts(
  tx: Tx,
  scope: Scope,
  ids: string[],
  to: { ticketId: string; messageId: string | null },
): Promise<void> {
  if (ids.length === 0) return;
  const attached = await tx
    .update(attachments)
    .set(to)
    .where(and(ownDrafts(scope), inArray(attachments.id, ids)))
    .returning({ id: attachments.id });
  if (attached.length === ids.length) return;
  throw new Refusal('attachments.gone', {
    status: 422,
    fields: { attachmentIds: 'attachments.gone' },
  });
}

/** Whether these files, and no others, came with a ticket's description or one of its messages. */
export async function hasFiles(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  { ticketId, messageId }: { ticketId: string; messageId: string | null },
): Promise<boolean> {
  const there = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        eq(attachments.tenantId, scope.tenant.id),
        eq(attachments.ticketId, ticketId),
        messageId ? eq(attachments.messageId, messageId) : isNull(attachments.messageId),
      ),
    );
  return there.length === new Set(ids).size && there.every(({ id }) => ids.includes(id));
}

/**
 * Whether these files came with a ticket's description. Where it went on in another one the merge
 * has taken them along: any files that the actor has sent pass then.
 */
export async function cameWithDescription(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  ticketId: string,
): Promise<boolean> {
  if (await hasFiles(tx, scope, ids, { ticketId, messageId: null })) return true;
  const { rows } = await tx.execute(sql`select from ticket_messages m
    where m.tenant_id = ${scope.tenant.id} and m.ticket_id = ${ticketId} and m.event ? 'into'`);
  if (rows.length === 0) return false;
  const sent = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(ownFiles(scope), isNotNull(attachments.ticketId), inArray(attachments.id, [...ids])),
    );
  return sent.length === new Set(ids).size;
}
