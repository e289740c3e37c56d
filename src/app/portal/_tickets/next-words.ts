import type { NextStep } from '@/tickets/ticket-view';

/** What happens next, as a contact reads it: keys of the messages. */
export const nextWords = {
  weAnswer: 'tickets.next.weAnswer',
  youAnswer: 'tickets.next.youAnswer',
  confirm: 'tickets.next.confirm',
  done: 'tickets.next.done',
} as const satisfies Record<NextStep, string>;
