import type { StatusCategory } from '@/tickets/ticket-view';

/** What a status means, in a word or two. */
export const categoryWords = {
  open: 'console.admin.statuses.open',
  pending: 'console.admin.statuses.pending',
  resolved: 'console.admin.statuses.resolved',
  closed: 'console.admin.statuses.closed',
} as const satisfies Record<StatusCategory, string>;
