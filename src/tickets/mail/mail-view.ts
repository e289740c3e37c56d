import type { Authentication } from '@/notifications/inbound/inbound-mail';
import type { Named } from '@/tickets/ticket-view';

/** How the queue of incoming mail is divided. Pure: screens import it. */
export const mailQueues = ['triage', 'failed', 'ignored', 'accepted'] as const;
export type MailQueue = (typeof mailQueues)[number];

/** As whose ticket a mail can be accepted. */
export type Acceptance =
  /** Somebody known: one click. */
  | { of: 'contact'; contact: Named; company: Named }
  /** A stranger of these companies' domain: one click on one of them. */
  | { of: 'companies'; companies: Named[] }
  /** A stranger of no known company: it has to be chosen. */
  | { of: 'anyCompany' };

/** What a person can make of a mail that answers a ticket; any other becomes a ticket. */
export const acceptances = ['ticket', 'reply', 'note'] as const;

export interface InboundMailView {
  id: string;
  state: MailQueue | 'waiting' | 'dismissed';
  /** A name under `inboundMail.reason`. */
  reason: string | null;
  from: { name: string; address: string };
  subject: string;
  /** In a list its beginning. */
  text: string;
  /** Its HTML can be shown too: `show-mail.ts`. */
  isFormatted: boolean;
  size: number;
  receivedAt: Date;
  authentication: Authentication | null;
  /** In the words of whoever failed. */
  error: string | null;
  ticketNumber: number | null;
  /** Null: it can't be accepted, or has been. */
  acceptance: Acceptance | null;
  /** The ticket that it answers, while somebody has to decide what becomes of it. */
  answersNumber: number | null;
}

export interface OpenInboundMailView extends InboundMailView {
  /** Its sender, where they may reply on that ticket. */
  replyAs: Named | null;
}
