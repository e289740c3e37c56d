import type { Permission } from '@/access/permission';
import type { FieldView } from '@/fields/field';
import type { DeliveryProblem } from '@/notifications/outbound/delivery-problem';
import type { RatingView } from './ratings/rating-view';
import type { PromisesView } from './sla/promise-view';
import type { LeftOutFile } from './ticket-event';

/** What screens, the API and the assistant get to see of a ticket. Pure: client components may import it. */
export const statusCategories = ['open', 'pending', 'resolved', 'closed'] as const;
export type StatusCategory = (typeof statusCategories)[number];
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];
export const ticketTypes = ['incident', 'request', 'question', 'problem'] as const;
export type TicketType = (typeof ticketTypes)[number];

export interface StatusView {
  id: string;
  key: string;
  category: StatusCategory;
  /** In the reader's language. */
  label: string;
  /** `#rrggbb` of the tenant's choice, or null: the category's own. */
  colour: string | null;
}

export interface Named {
  id: string;
  name: string;
}

/** A field of a ticket and its value, also as people read it; '' for none. */
export interface TicketFieldView extends FieldView {
  text: string;
}

export interface TicketRow {
  number: number;
  title: string;
  /** Says nothing where it is hidden from this reader (`unseenStatus`). */
  status: StatusView;
  /** Null: hidden from this reader. */
  priority: TicketPriority | null;
  requester: Named;
  company: Named;
  assignee: Named | null;
  createdAt: Date;
  updatedAt: Date;
  /** Null: nobody has replied yet. */
  lastReplyBy: 'contact' | 'technician' | null;
  /** The other side did something that this reader has not looked at. */
  unread: boolean;
  /** Of the promises the next that is to be kept; contacts get none. */
  due: { at: Date; state: 'running' | 'soon' | 'overdue' } | null;
}

export interface TicketList {
  rows: TicketRow[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
  previousCursor: string | null;
}

export interface AttachmentView {
  id: string;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** A raster picture that a browser may show; everything else is only for saving. */
  isImage: boolean;
}

/** What changed, with names and labels for people; priorities are keys that the screen says. */
export type TicketEventView =
  /** By whom it was opened for its requester. */
  | { what: 'opened'; for: string | null }
  | { what: 'status'; from: string | null; to: string }
  | { what: 'assignee'; from: string | null; to: string | null }
  | { what: 'priority'; from: TicketPriority; to: TicketPriority }
  | { what: 'due'; target: 'response' | 'resolution'; stage: 'soon' | 'overdue'; dueAt: Date }
  /** A mail that has not reached this person; technicians alone see it. */
  | { what: 'undelivered'; to: string | null; problem: DeliveryProblem }
  /** Files of a mail that were not taken; contacts see it unless the mail became a note. */
  | { what: 'filesLeftOut'; files: LeftOutFile[] }
  | { what: 'cc'; added: string | null; removed: string | null }
  /** Numbers: this one goes on in `into`, or `from` goes on here. */
  | { what: 'merged'; into: string | null; from: string | null };

export interface TicketMessageView {
  id: string;
  kind: 'reply' | 'note' | 'event';
  author: {
    kind: 'contact' | 'technician' | 'apiKey' | 'system';
    id: string | null;
    name: string;
    /** Who wrote it in their name: a technician, or a program by its name. */
    by: { id: string | null; name: string } | null;
  };
  body: string;
  event: TicketEventView | null;
  /** It came by mail, whose original technicians can look at under the message's id. */
  byMail: boolean;
  /** The mail's HTML can be shown too, under the message's id: `mail/show-mail.ts`. */
  isFormatted: boolean;
  createdAt: Date;
  attachments: AttachmentView[];
}

/** What happens next, in words under `tickets.next`. */
export type NextStep = 'weAnswer' | 'youAnswer' | 'confirm' | 'done';

export type TicketDeed =
  | 'reply'
  | 'note'
  | 'close'
  | 'reopen'
  | 'followUp'
  | 'assign'
  | 'changeStatus'
  | 'changePriority'
  | 'changeFields'
  | 'tag'
  | 'merge'
  | 'cc';

export interface TicketView {
  id: string;
  number: number;
  title: string;
  /** Blank where it is hidden from this reader. */
  description: string;
  /** It came by mail, whose HTML can be shown too, under the ticket's id. */
  isFormatted: boolean;
  /** Says nothing where it is hidden from this reader (`unseenStatus`). */
  status: StatusView;
  /** Null: hidden from this reader; the type too. */
  priority: TicketPriority | null;
  type: TicketType | null;
  /** All that the reader sees but title, description and status, in the tenant's order. */
  fields: TicketFieldView[];
  source: 'portal' | 'console' | 'api' | 'mail';
  requester: Named & { companyName: string };
  company: Named;
  assignee: Named | null;
  ccs: Named[];
  /** By name; contacts get none. */
  tags: string[];
  /** Those that came with the description. */
  attachments: AttachmentView[];
  /** Oldest first. Contacts get replies and changes of the status only. */
  messages: TicketMessageView[];
  /** The closed ticket that this one goes on from, and those that go on from this one. */
  followUpOf: { number: number; title: string } | null;
  followUps: { number: number; title: string }[];
  lastReplyBy: 'contact' | 'technician' | null;
  /** The reader has looked at it since its last change; programs read nothing. */
  isRead: boolean;
  createdAt: Date;
  updatedAt: Date;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  /** Null: the status is hidden from this reader. */
  next: NextStep | null;
  /** What was promised, and how it stands; contacts get none. */
  promises: PromisesView | null;
  /** For contacts: when they are answered, where the tenant shows it and it can still hold. */
  answerBy: Date | null;
  /** What its contact said of how it went; contacts get none. */
  satisfaction: RatingView | null;
  can: Record<TicketDeed, Permission>;
}

/** What happens next with a ticket in this state of affairs. */
export function nextStepOf(category: StatusCategory): NextStep {
  return nextSteps[category];
}

const nextSteps = {
  open: 'weAnswer',
  pending: 'youAnswer',
  resolved: 'confirm',
  closed: 'done',
} satisfies Record<StatusCategory, NextStep>;
