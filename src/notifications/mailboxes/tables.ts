import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { afterwards, findings, securities } from './mailbox-words';

/** Mailboxes that a tenant has elsewhere, and how far each has been read. */
export const mailboxes = pgTable(
  'mailboxes',
  {
    tenantId: tenantId(),
    id: rowId(),
    host: text('host').notNull(),
    port: integer('port').notNull(),
    security: text('security', { enum: securities }).notNull(),
    username: text('username').notNull(),
    passwordSealed: text('password_sealed').notNull(),
    folder: text('folder').notNull(),
    /** What happens there to a mail that has been taken in. */
    afterwards: text('afterwards', { enum: afterwards }).notNull(),
    /** The folder that it is moved to; empty where it is marked as read. */
    moveTo: text('move_to').notNull().default(''),
    active: boolean('active').notNull(),
    /** What came before stays in the mailbox. Anew with another server, user or folder. */
    since: instant('since').notNull(),
    /** RFC 9051, 2.3.1.1: what the numbers below belong to; null until the first look. */
    uidValidity: bigint('uid_validity', { mode: 'bigint' }),
    /** All up to here are taken in or left where they are. */
    lastUid: bigint('last_uid', { mode: 'number' }).notNull().default(0),
    /** When all that was there had been taken in. */
    emptiedAt: instant('emptied_at'),
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    /** Who reads it now, until when: a process that is killed loses it. */
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
    /** Tries that failed since the last that didn't, since when, and why the last one did. */
    failures: integer('failures').notNull().default(0),
    failingSince: instant('failing_since'),
    finding: text('finding', { enum: findings }),
    findingAbout: text('finding_about').notNull().default(''),
    /** When admins were told of these failures. */
    toldAt: instant('told_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('mailboxes_due').on(t.nextTryAt).where(sql`${t.active}`),
  ],
);

/** Mails that were not taken in and stay in their mailbox: who looks for them finds them there. */
export const leftMails = pgTable(
  'left_mails',
  {
    tenantId: tenantId(),
    id: rowId(),
    mailboxId: uuid('mailbox_id').notNull(),
    uidValidity: bigint('uid_validity', { mode: 'bigint' }).notNull(),
    uid: bigint('uid', { mode: 'number' }).notNull(),
    reason: text('reason', { enum: ['tooLarge', 'unreadable'] }).notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    fromAddress: text('from_address').notNull(),
    subject: text('subject').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.mailboxId],
      foreignColumns: [mailboxes.tenantId, mailboxes.id],
    }).onDelete('cascade'),
    uniqueIndex('left_mails_once').on(t.tenantId, t.mailboxId, t.uidValidity, t.uid),
    index('left_mails_of').on(t.tenantId, t.mailboxId, t.id),
    index('left_mails_from').on(t.tenantId, t.fromAddress),
  ],
);
