import type { TicketType } from '@/tickets/ticket-view';

/** The words of the types. */
export const typeKeys = {
  incident: 'tickets.type.incident',
  request: 'tickets.type.request',
  question: 'tickets.type.question',
  problem: 'tickets.type.problem',
} as const satisfies Record<TicketType, string>;
