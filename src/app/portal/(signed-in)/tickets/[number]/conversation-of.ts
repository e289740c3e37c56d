import type { LeftOutFile } from '@/tickets/ticket-event';
import type { TicketMessageView, TicketView } from '@/tickets/ticket-view';
import type { ConversationMessage } from './conversation';

/** Who wrote for whom and what changed, in words; a merge names the other ticket's number. */
export interface EventSentences {
  onBehalf: (by: string, name: string) => string;
  openedBy: (who: string) => string;
  statusChanged: (to: string) => string;
  mergedInto: (number: string) => string;
  mergedFrom: (number: string) => string;
  leftOut: (files: readonly LeftOutFile[]) => string;
}

/** The description first, then what was written and what changed, as the browser draws it. */
export function conversationOf(
  ticket: TicketView,
  readerId: string,
  say: EventSentences,
): ConversationMessage[] {
  const { requester } = ticket;
  const first: ConversationMessage = {
    id: ticket.id,
    kind: 'message',
    author: requester.name,
    isMine: requester.id === readerId,
    isTeam: false,
    body: ticket.description,
    isFormatted: ticket.isFormatted,
    at: ticket.createdAt.getTime(),
    attachments: ticket.attachments,
  };
  const later = ticket.messages.flatMap((message) => messageOf(message, readerId, say));
  // a description that the portal hides leaves nothing to show
  return first.body || first.attachments.length > 0 ? [first, ...later] : later;
}

function messageOf(
  { id, kind, author, body, isFormatted, event, createdAt, attachments }: TicketMessageView,
  readerId: string,
  say: EventSentences,
): ConversationMessage[] {
  const at = createdAt.getTime();
  const isMine = author.kind === 'contact' && author.id === readerId;
  const name = author.by ? say.onBehalf(author.by.name, author.name) : author.name;
  const isTeam = author.kind !== 'contact';
  const who = { author: name, isMine: isMine && !author.by, isTeam };
  if (kind === 'reply')
    return [{ id, kind: 'message', ...who, body, isFormatted, at, attachments }];
  const told = { id, kind: 'event' as const, ...who, at, attachments: [] };
  if (event?.what === 'opened') return [{ ...told, body: say.openedBy(author.name) }];
  if (event?.what === 'status') return [{ ...told, body: say.statusChanged(event.to) }];
  if (event?.what === 'filesLeftOut') return [{ ...told, body: say.leftOut(event.files) }];
  if (event?.what !== 'merged') return [];
  const { into, from } = event;
  const sentence = into ? say.mergedInto(into) : say.mergedFrom(from ?? '');
  return [{ ...told, body: sentence, href: `/tickets/${into ?? from}` }];
}
