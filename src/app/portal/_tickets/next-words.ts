import type { NextStep } from '@/tickets/ticket-view';

/** What happens next, as a contact reads it: keys of the messages. */
export const nextWords = {
  weAnswer: 'portal.next.weAnswer',
  youAnswer: 'portal.next.youAnswer',
  confirm: 'portal.next.confirm',
  done: 'portal.next.done',
} as const satisfies Record<NextStep, string>;
