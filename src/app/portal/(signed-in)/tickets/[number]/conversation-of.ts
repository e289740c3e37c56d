import type { TicketMessageView, TicketView } from '@/tickets/ticket-view';
import type { ConversationMessage } from './conversation';

/** The description first, then what was written and what changed, as the browser draws it. */
export function conversationOf(
  ticket: TicketView,
  readerId: string,
  statusChanged: (to: string) => string,
): ConversationMessage[] {
  const { requester } = ticket;
  const first: ConversationMessage = {
    id: ticket.id,
    kind: 'message',
    author: requester.name,
    isMine: requester.id === readerId,
    isTeam: false,
    body: ticket.description,
    at: ticket.createdAt.getTime(),
    attachments: ticket.attachments,
  };
  const later = ticket.messages.flatMap((message) => messageOf(message, readerId, statusChanged));
  return [first, ...later];
}

function messageOf(
  { id, kind, author, body, event, createdAt, attachments }: TicketMessageView,
  readerId: string,
  statusChanged: (to: string) => string,
): ConversationMessage[] {
  const at = createdAt.getTime();
  const isMine = author.kind === 'contact' && author.id === readerId;
  const who = { author: author.name, isMine, isTeam: author.kind !== 'contact' };
  if (kind === 'reply') return [{ id, kind: 'message', ...who, body, at, attachments }];
  if (event?.what !== 'status') return [];
  return [{ id, kind: 'event', ...who, body: statusChanged(event.to), at, attachments: [] }];
}
