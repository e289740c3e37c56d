import type { TicketPriority } from '@/tickets/ticket-view';

/** The words of the priorities. */
export const priorityKeys = {
  low: 'tickets.priority.low',
  normal: 'tickets.priority.normal',
  high: 'tickets.priority.high',
  urgent: 'tickets.priority.urgent',
} as const satisfies Record<TicketPriority, string>;
