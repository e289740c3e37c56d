import type { TicketType } from '@/tickets/ticket-view';

/** The words of the types. */
export const typeKeys = {
  incident: 'console.type.incident',
  request: 'console.type.request',
  question: 'console.type.question',
  problem: 'console.type.problem',
} as const satisfies Record<TicketType, string>;
