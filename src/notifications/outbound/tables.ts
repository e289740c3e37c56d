import {
  foreignKey,
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
import { outboxMessages } from '@/notifications/tables';
import { suppressionReasons } from './delivery-problem';
import type { DomainFinding } from './domain-finding';

/** Every try to deliver a mail and what came of it; it goes when its mail does. */
export const mailTries = pgTable(
  'mail_tries',
  {
    tenantId: tenantId(),
    id: rowId(),
    messageId: uuid('message_id').notNull(),
    /** `bounced`: a server took it and sent it back. `suppressed`: it was not even tried. */
    outcome: text('outcome', {
      enum: ['sent', 'deferred', 'failed', 'bounced', 'suppressed'],
    }).notNull(),
    /** The server's answer: its code, its enhanced status (RFC 3463), its words made harmless. */
    code: integer('code'),
    status: text('status'),
    answer: text('answer').notNull().default(''),
    /** Of a deferred one. */
    nextTryAt: instant('next_try_at'),
    at: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.messageId],
      foreignColumns: [outboxMessages.tenantId, outboxMessages.id],
    }).onDelete('cascade'),
    index('mail_tries_of').on(t.tenantId, t.messageId, t.at),
  ],
);

/** Addresses that a server refused for good: nothing is mailed there until somebody allows it. */
export const mailSuppressions = pgTable(
  'mail_suppressions',
  {
    tenantId: tenantId(),
    id: rowId(),
    /** In lower case. */
    address: text('address').notNull(),
    reason: text('reason', { enum: suppressionReasons }).notNull(),
    status: text('status'),
    answer: text('answer').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('mail_suppressions_address').on(t.tenantId, t.address),
  ],
);

/** What a reader does not want to be mailed any more: one topic each. */
export const mailStops = pgTable(
  'mail_stops',
  {
    tenantId: tenantId(),
    /** Whom the mails are for, as `about` in the outbox. */
    readerId: uuid('reader_id').notNull(),
    /** `ratings`, or the key of one thread: `ticket-<id>`. */
    topic: text('topic').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.readerId, t.topic] })],
);

/** Keys that mails of a tenant's own domain are signed with (RFC 6376). */
export const dkimKeys = pgTable(
  'dkim_keys',
  {
    tenantId: tenantId(),
    id: rowId(),
    domain: text('domain').notNull(),
    selector: text('selector').notNull(),
    /** SubjectPublicKeyInfo in DER, base64: what the record says. */
    publicKey: text('public_key').notNull(),
    privateSealed: text('private_sealed').notNull(),
    /** `waiting`: its record was not seen yet. `retired`: another one signs in its place. */
    state: text('state', { enum: ['waiting', 'active', 'retired'] })
      .notNull()
      .default('waiting'),
    /** What the last look into the DNS found, for this key and its domain. */
    findings: jsonb('findings').$type<DomainFinding[]>(),
    checkedAt: instant('checked_at'),
    verifiedAt: instant('verified_at'),
    retiredAt: instant('retired_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('dkim_keys_selector').on(t.tenantId, t.domain, t.selector),
  ],
);
