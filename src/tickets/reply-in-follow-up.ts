import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { cameWithDescription } from './attach-drafts';
import { openTicket } from './open-ticket';
import { tickets } from './tables';
import type { TicketForChange } from './visible-tickets';
import { sentBefore } from './write-once';

interface Reply {
  messageId: string;
  body: string;
  attachmentIds: string[];
}

interface InFollowUp {
  messageId: string;
  followUp: number;
}

/**
 * What a contact writes in a ticket that has ended for good becomes one that follows it, where
 * both are of their company. Returns its id and its number.
 */
export async function replyInFollowUp(
  scope: Scope<Contact>,
  ticket: TicketForChange,
  reply: Reply,
): Promise<InFollowUp> {
  const { messageId, body, attachmentIds } = reply;
  const { number: followUp } = await openTicket(
    scope,
    {
      submissionId: messageId,
      title: ticket.title,
      description: body,
      attachmentIds,
      ...(scope.actor.companyId === ticket.companyId ? { followUpOf: ticket.number } : {}),
    },
    { of: 'reply' },
  );
  return { messageId, followUp };
}

/**
 * The ticket that this very reply has become already, whatever was done since with it and with the
 * one it follows. Refuses what differs from it (409, naming its number, about `submissionId`).
 */
export async function foundInFollowUp(
  tx: Tx,
  scope: Scope<Contact>,
  { messageId, body, attachmentIds }: Reply,
): Promise<InFollowUp | undefined> {
  const [made] = await tx
    .select({ number: tickets.number, description: tickets.description })
    .from(tickets)
    .where(
      and(
        eq(tickets.tenantId, scope.tenant.id),
        eq(tickets.id, messageId),
        eq(tickets.requesterId, scope.actor.id),
      ),
    );
  if (!made) return undefined;
  const isSame =
    made.description === body && (await cameWithDescription(tx, scope, attachmentIds, messageId));
  if (isSame) return { messageId, followUp: made.number };
  throw sentBefore('tickets.sentAsTicket', { number: String(made.number) });
}
