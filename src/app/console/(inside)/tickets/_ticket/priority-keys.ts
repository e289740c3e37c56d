import type { TicketPriority } from '@/tickets/ticket-view';

/** The words of the priorities. */
export const priorityKeys = {
  low: 'console.priority.low',
  normal: 'console.priority.normal',
  high: 'console.priority.high',
  urgent: 'console.priority.urgent',
} as const satisfies Record<TicketPriority, string>;
