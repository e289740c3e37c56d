import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import type { Authentication } from './inbound-mail';

/**
 * Every mail that came in, and what became of it. The bytes lie under `DATA_DIR/mail`, named by
 * `storageKey`, before the row does: what was accepted is never lost.
 */
export const inboundMails = pgTable(
  'inbound_mails',
  {
    tenantId: tenantId(),
    id: rowId(),
    source: text('source', { enum: ['smtp', 'imap'] }).notNull(),
    /** Of Message-ID and content: the same mail delivered again is the same row. */
    fingerprint: text('fingerprint').notNull(),
    storageKey: text('storage_key').notNull(),
    size: integer('size').notNull(),
    /** Empty: a bounce or another notice that nobody may answer (RFC 5321, 4.5.5). */
    envelopeFrom: text('envelope_from').notNull(),
    envelopeTo: text('envelope_to').array().notNull(),
    /** Who handed it over, for SPF; null where a mailbox was read. */
    remoteAddress: text('remote_address'),
    helloName: text('hello_name'),
    state: text('state', {
      enum: ['waiting', 'accepted', 'triage', 'ignored', 'dismissed', 'failed'],
    })
      .notNull()
      .default('waiting'),
    /** Why it stands where it does: a name of `inbound-mail.ts`. */
    reason: text('reason'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    /** What reading it brought. */
    messageId: text('message_id'),
    fromAddress: text('from_address'),
    fromName: text('from_name').notNull().default(''),
    subject: text('subject').notNull().default(''),
    /** The first lines, for the queue. */
    excerpt: text('excerpt').notNull().default(''),
    /** Its HTML says more than its text does; it is read from the raw mail each time it is shown. */
    hasFormatting: boolean('has_formatting').notNull().default(false),
    authentication: jsonb('authentication').$type<Authentication>(),
    /** Of the ticket and the message that it became; a message of null is the description. */
    ticketId: uuid('ticket_id'),
    ticketMessageId: uuid('ticket_message_id'),
    /** Of the ticket that it answers, where it became nothing by itself. */
    answersTicketId: uuid('answers_ticket_id'),
    receivedAt: createdAt(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('inbound_mails_fingerprint').on(t.tenantId, t.fingerprint),
    index('inbound_mails_state').on(t.tenantId, t.state, t.receivedAt, t.id),
    index('inbound_mails_message_id').on(t.tenantId, t.messageId),
    index('inbound_mails_ticket').on(t.tenantId, t.ticketId),
    index('inbound_mails_waiting').on(t.receivedAt).where(sql`${t.state} = 'waiting'`),
    index('inbound_mails_from').on(t.tenantId, t.fromAddress, t.receivedAt),
  ],
);
