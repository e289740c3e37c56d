import 'server-only';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { newId } from '@/platform/ids';
import { attachments, ticketMessages, tickets } from './tables';

/**
 * Moves what was written on one ticket to another, with its times and files. The description
 * stays where it is and stands in the other one as its requester's reply, under the ticket's own id
 * so that a mail that opened it is found by it; what changed (the events) belongs to the ticket
 * that it happened to.
 */
export async function moveConversation(
  tx: Tx,
  { tenant }: Scope,
  fromId: string,
  toId: string,
): Promise<void> {
  const [from] = await tx
    .select({
      description: tickets.description,
      requesterId: tickets.requesterId,
      createdAt: tickets.createdAt,
      firstRespondedAt: tickets.firstRespondedAt,
    })
    .from(tickets)
    .where(and(eq(tickets.tenantId, tenant.id), eq(tickets.id, fromId)));
  if (!from) throw new Error('a locked ticket is gone');
  const messageId = await addReply(tx, fromId, {
    tenantId: tenant.id,
    ticketId: toId,
    kind: 'reply',
    authorKind: 'contact',
    contactId: from.requesterId,
    body: from.description,
    createdAt: from.createdAt,
  });
  const filesOf = and(eq(attachments.tenantId, tenant.id), eq(attachments.ticketId, fromId));
  await tx
    .update(attachments)
    .set({ ticketId: toId, messageId })
    .where(and(filesOf, isNull(attachments.messageId)));
  await tx.update(attachments).set({ ticketId: toId }).where(filesOf);
  await tx
    .update(ticketMessages)
    .set({ ticketId: toId })
    .where(
      and(
        eq(ticketMessages.tenantId, tenant.id),
        eq(ticketMessages.ticketId, fromId),
        inArray(ticketMessages.kind, ['reply', 'note']),
      ),
    );
  await noteReplies(tx, tenant.id, toId, from.firstRespondedAt);
}

/** Under the id that is wanted, or another where the ticket was merged before and opened again. */
async function addReply(
  tx: Tx,
  wantedId: string,
  reply: Omit<typeof ticketMessages.$inferInsert, 'id'>,
): Promise<string> {
  const [made] = await tx
    .insert(ticketMessages)
    .values({ ...reply, id: wantedId })
    .onConflictDoNothing()
    .returning({ id: ticketMessages.id });
  if (made) return made.id;
  const id = newId();
  await tx.insert(ticketMessages).values({ ...reply, id });
  return id;
}

/** Who wrote last, and that it was answered where the one that came in had been. */
async function noteReplies(
  tx: Tx,
  tenantId: string,
  ticketId: string,
  answeredAt: Date | null,
): Promise<void> {
  const [last] = await tx
    .select({ by: ticketMessages.authorKind })
    .from(ticketMessages)
    .where(
      and(
        eq(ticketMessages.tenantId, tenantId),
        eq(ticketMessages.ticketId, ticketId),
        eq(ticketMessages.kind, 'reply'),
      ),
    )
    .orderBy(desc(ticketMessages.createdAt), desc(ticketMessages.id))
    .limit(1);
  await tx
    .update(tickets)
    .set({
      updatedAt: sql`now()`,
      lastReplyBy: last?.by === 'contact' ? 'contact' : 'technician',
      ...(answeredAt && {
        firstRespondedAt: sql`coalesce(${tickets.firstRespondedAt},
          greatest(${answeredAt.toISOString()}::timestamptz, ${tickets.createdAt}))`,
      }),
    })
    .where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, ticketId)));
}
