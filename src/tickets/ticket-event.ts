import type { DeliveryProblem } from '@/notifications/outbound/delivery-problem';

/** An event names ids and keys, never words: the screen says it in the reader's language. */
export type TicketEvent =
  /** By a technician, whose ticket it isn't: for this contact. */
  | { what: 'opened'; for: string }
  | { what: 'status'; from: string; to: string }
  | { what: 'assignee'; from: string | null; to: string | null }
  | { what: 'priority'; from: string; to: string }
  /** A promise that is to be kept soon, or was not kept in time. */
  | {
      what: 'due';
      target: 'response' | 'resolution';
      stage: 'soon' | 'overdue';
      dueAt: string;
    }
  /** A mail about it that has not reached a contact or technician, by id. */
  | { what: 'undelivered'; to: string | null; problem: DeliveryProblem }
  | { what: 'cc'; added?: string; removed?: string }
  | { what: 'merged'; into?: string; from?: string };
