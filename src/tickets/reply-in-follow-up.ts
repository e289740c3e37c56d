import 'server-only';
import type { Contact, Scope } from '@/access/scope';
import { openTicket } from './open-ticket';
import type { TicketForChange } from './visible-tickets';

/**
 * What a contact writes in a ticket that has ended for good becomes one that follows it, where
 * both are of their company. Returns its id and its number.
 */
export async function replyInFollowUp(
  scope: Scope<Contact>,
  ticket: TicketForChange,
  reply: { messageId: string; body: string; attachmentIds: string[] },
): Promise<{ messageId: string; followUp: number }> {
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
