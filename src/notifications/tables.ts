import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
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
    language: text('language').notNull(),
    template: text('template').notNull(),
    params: jsonb('params').$type<Record<string, string>>().notNull(),
    sealed: text('sealed'),
    /** Message-ID, In-Reply-To, References, a Reply-To of its own: the same at every try. */
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    state: text('state', { enum: ['queued', 'sent', 'onScreen', 'failed', 'voided'] })
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
    index('outbox_messages_waiting').on(t.nextTryAt).where(sql`${t.state} = 'queued'`),
  ],
);
