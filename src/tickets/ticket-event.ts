import type { DeliveryProblem } from '@/notifications/outbound/delivery-problem';

/** Why a file of a mail was not taken: as `storeAttachment` refuses it. */
export const fileReasons = ['forbiddenType', 'tooLarge', 'empty', 'tooMany'] as const;

export interface LeftOutFile {
  name: string;
  reason: (typeof fileReasons)[number];
}

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
  /** Files of a mail that are not among the attachments; the raw mail has them. */
  | { what: 'filesLeftOut'; mailId: string; inNote: boolean; files: LeftOutFile[] }
  | { what: 'cc'; added?: string; removed?: string }
  | { what: 'merged'; into?: string; from?: string };
