import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';

/**
 * What is to be told to whom, written in the transaction that caused it and delivered by a
 * job. The text is made at delivery from `template`, `language` and `params`; secrets wait
 * in `sealed` and are wiped when the message has left.
 */
export const outboxMessages = pgTable(
  'outbox_messages',
  {
    tenantId: tenantId(),
    id: rowId(),
    channel: text('channel', { enum: ['mail', 'sms'] }).notNull(),
    toAddress: text('to_address').notNull(),
    toName: text('to_name').notNull().default(''),
    /** Whom the message is for, by id: what they must not get any more is voided by it. */
    about: text('about'),
    /** Of the thread it stands in, `ticket-<id>`: what it is a mail about. */
    threadKey: text('thread_key'),
    /** What its reader may stop, as in `mail_stops`; null: nothing, such as credentials. */
    topic: text('topic'),
    language: text('language').notNull(),
    template: text('template').notNull(),
    params: jsonb('params').$type<Record<string, string>>().notNull(),
    sealed: text('sealed'),
    /** Message-ID, In-Reply-To, References, a Reply-To of its own: the same at every try. */
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    /** `bounced`: it had left and came back. `suppressed`: nothing is mailed to this address. */
    state: text('state', {
      enum: ['queued', 'sent', 'onScreen', 'failed', 'voided', 'bounced', 'suppressed'],
    })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    /** Not before; while it is being sent, the end of the sender's lease. */
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('outbox_messages_created').on(t.tenantId, t.createdAt, t.id),
    index('outbox_messages_about').on(t.tenantId, t.about),
    index('outbox_messages_to').on(t.tenantId, t.toAddress, t.createdAt),
    index('outbox_messages_thread')
      .on(t.tenantId, t.threadKey)
      .where(sql`${t.threadKey} is not null`),
    index('outbox_messages_waiting').on(t.nextTryAt).where(sql`${t.state} = 'queued'`),
  ],
);

/** A tenant's own subject and words of a mail in one language, in place of ours. */
export const mailTexts = pgTable(
  'mail_texts',
  {
    tenantId: tenantId(),
    /** A name of `mails.ts`. */
    mail: text('mail').notNull(),
    language: text('language').notNull(),
    subject: text('subject').notNull(),
    /** Paragraphs with `{{variables}}`, as `mail-words.ts` reads them. */
    body: text('body').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.mail, t.language] })],
);

/** Addresses of programs that want to hear what happens. */
export const webhooks = pgTable(
  'webhooks',
  {
    tenantId: tenantId(),
    id: rowId(),
    url: text('url').notNull(),
    /** Names of events, such as `ticket.opened`; `*` is all of them. */
    events: text('events').array().notNull(),
    /** What deliveries are signed with. */
    secretSealed: text('secret_sealed').notNull(),
    /** The one before, with which they are signed too until then. */
    previousSecretSealed: text('previous_secret_sealed'),
    previousUntil: instant('previous_until'),
    /** Switched off by us after it failed for days, or by an admin. */
    disabledAt: instant('disabled_at'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What was sent where, and what came of it: the log, and the queue of what is still to go. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    tenantId: tenantId(),
    id: rowId(),
    webhookId: uuid('webhook_id').notNull(),
    event: text('event').notNull(),
    payload: jsonb('payload').notNull(),
    state: text('state', { enum: ['queued', 'delivered', 'failed'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    createdAt: createdAt(),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.webhookId],
      foreignColumns: [webhooks.tenantId, webhooks.id],
    }).onDelete('cascade'),
    index('webhook_deliveries_of').on(t.tenantId, t.webhookId, t.id),
    index('webhook_deliveries_waiting').on(t.nextTryAt).where(sql`${t.state} = 'queued'`),
  ],
);
