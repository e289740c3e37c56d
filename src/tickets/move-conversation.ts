import 'server-only';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { portalVisibility } from '@/fields/portal-visibility';
import { newId } from '@/platform/ids';
import { attachments, ticketMessages, tickets } from './tables';

/**
 * Moves what was written on one ticket to another, with its times and files. The description
 * stays where it is and stands in the other one as its requester's reply, in the name of whoever
 * opened it for them, under the ticket's own id so that a mail that opened it is found by it. Where
 * contacts don't see descriptions it stands there as a note, and only its files as before. What
 * changed (the events) belongs to the ticket that it happened to.
 */
export async function moveConversation(
  tx: Tx,
  scope: Scope<Staff>,
  fromId: string,
  toId: string,
): Promise<void> {
  const { tenant } = scope;
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
  const isHidden = portalVisibility(scope, 'description') === 'hidden';
  const messageId = await addMessage(tx, fromId, {
    tenantId: tenant.id,
    ticketId: toId,
    kind: isHidden ? 'note' : 'reply',
    authorKind: 'contact',
    contactId: from.requesterId,
    technicianId: await openerOf(tx, tenant.id, fromId),
    body: from.description,
    createdAt: from.createdAt,
  });
  const filesOf = and(eq(attachments.tenantId, tenant.id), eq(attachments.ticketId, fromId));
  await tx
    .update(attachments)
    .set({ ticketId: toId, messageId: isHidden ? null : messageId })
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

/** The technician who opened it on behalf of its requester. */
async function openerOf(tx: Tx, tenantId: string, ticketId: string): Promise<string | null> {
  const [opened] = await tx
    .select({ technicianId: ticketMessages.technicianId })
    .from(ticketMessages)
    .where(
      and(
        eq(ticketMessages.tenantId, tenantId),
        eq(ticketMessages.ticketId, ticketId),
        sql`${ticketMessages.event} @> '{"what":"opened"}'`,
      ),
    );
  return opened?.technicianId ?? null;
}

/** Under the id that is wanted, or another where the ticket was merged before and opened again. */
async function addMessage(
  tx: Tx,
  wantedId: string,
  message: Omit<typeof ticketMessages.$inferInsert, 'id'>,
): Promise<string> {
  const [made] = await tx
    .insert(ticketMessages)
    .values({ ...message, id: wantedId })
    .onConflictDoNothing()
    .returning({ id: ticketMessages.id });
  if (made) return made.id;
  const id = newId();
  await tx.insert(ticketMessages).values({ ...message, id });
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
      ...(last && { lastReplyBy: last.by === 'contact' ? 'contact' : 'technician' }),
      ...(answeredAt && {
        firstRespondedAt: sql`coalesce(${tickets.firstRespondedAt},
          greatest(${answeredAt.toISOString()}::timestamptz, ${tickets.createdAt}))`,
      }),
    })
    .where(and(eq(tickets.tenantId, tenantId), eq(tickets.id, ticketId)));
}
