import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import type { FieldValues } from '@/fields/field';
import { companies, contacts, technicians } from '@/people/tables';
import { dueColumns, dueIndexes } from './sla/due-columns';
import type { TicketEvent } from './ticket-event';

interface Referred {
  tenantId: AnyPgColumn;
  id: AnyPgColumn;
}

/** A reference within the tenant. */
export const refers = (tenantId: AnyPgColumn, id: AnyPgColumn, to: Referred) =>
  foreignKey({ columns: [tenantId, id], foreignColumns: [to.tenantId, to.id] });

const actorKinds = ['contact', 'technician', 'apiKey', 'system'] as const;
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** The tenant's own statuses. `key` is stable for programs, `labels` are for people. */
export const ticketStatuses = pgTable(
  'ticket_statuses',
  {
    tenantId: tenantId(),
    id: rowId(),
    key: text('key').notNull(),
    category: text('category', { enum: ['open', 'pending', 'resolved', 'closed'] }).notNull(),
    /** Language → label; a language without one falls back to the category's own word. */
    labels: jsonb('labels').$type<Record<string, string>>().notNull(),
    position: integer('position').notNull(),
    /** `#rrggbb`, or null: the category's own. Never the only carrier of the meaning. */
    colour: text('colour'),
    /** Contacts see tickets in this status. */
    portalVisible: boolean('portal_visible').notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('ticket_statuses_key').on(t.tenantId, t.key),
  ],
);

/** The last number given out; its row lock makes numbers gapless and in order. */
export const ticketCounters = pgTable('ticket_counters', {
  tenantId: uuid('tenant_id').primaryKey(),
  lastNumber: integer('last_number').notNull(),
});

export const tickets = pgTable(
  'tickets',
  {
    tenantId: tenantId(),
    id: rowId(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    requesterId: uuid('requester_id').notNull(),
    /** The requester's company when the ticket was opened. */
    companyId: uuid('company_id').notNull(),
    statusId: uuid('status_id').notNull(),
    priority: text('priority', { enum: ['low', 'normal', 'high', 'urgent'] })
      .notNull()
      .default('normal'),
    type: text('type', { enum: ['incident', 'request', 'question', 'problem'] })
      .notNull()
      .default('incident'),
    /** For sorting: 0 low to 3 urgent. */
    priorityRank: smallint('priority_rank').generatedAlwaysAs(
      sql`case priority when 'urgent' then 3 when 'high' then 2 when 'normal' then 1 else 0 end`,
    ),
    assigneeId: uuid('assignee_id'),
    /** The closed ticket that this one goes on from, where it could not be reopened. */
    followUpOf: uuid('follow_up_of'),
    /** The values of the fields that have no column of their own, by the field's key. */
    fields: jsonb('fields').$type<FieldValues>().notNull().default({}),
    source: text('source', { enum: ['portal', 'console', 'api', 'mail'] }).notNull(),
    /** Who wrote last, for "what happens next" and for the queue. */
    lastReplyBy: text('last_reply_by', { enum: ['contact', 'technician'] }),
    createdAt: createdAt(),
    /** The last change that the contact may see; lists are sorted by it. */
    updatedAt: instant('updated_at').notNull().defaultNow(),
    firstRespondedAt: instant('first_responded_at'),
    resolvedAt: instant('resolved_at'),
    closedAt: instant('closed_at'),
    ...dueColumns(),
    /** For a piece out of the middle of a word. */
    titleFolded: text('title_folded').generatedAlwaysAs(sql`lower(app.unaccented(title))`),
    search: tsvector('search').generatedAlwaysAs(
      sql`to_tsvector('simple', app.unaccented(title || ' ' || description))`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('tickets_number').on(t.tenantId, t.number),
    refers(t.tenantId, t.requesterId, contacts),
    refers(t.tenantId, t.companyId, companies),
    refers(t.tenantId, t.statusId, ticketStatuses),
    refers(t.tenantId, t.assigneeId, technicians),
    refers(t.tenantId, t.followUpOf, t),
    // A list is read status by status, each from one of these in its order: see read-ticket-list.ts.
    index('tickets_requester').on(t.tenantId, t.requesterId, t.statusId, t.updatedAt, t.id),
    index('tickets_company').on(t.tenantId, t.companyId, t.statusId, t.updatedAt, t.id),
    index('tickets_status').on(t.tenantId, t.statusId, t.updatedAt, t.id),
    index('tickets_assignee').on(t.tenantId, t.assigneeId, t.statusId, t.updatedAt, t.id),
    index('tickets_unassigned')
      .on(t.tenantId, t.statusId, t.updatedAt, t.id)
      .where(sql`${t.assigneeId} is null`),
    index('tickets_priority').on(t.tenantId, t.statusId, t.priorityRank, t.updatedAt, t.id),
    index('tickets_updated').on(t.tenantId, t.updatedAt, t.id),
    index('tickets_follow_up').on(t.tenantId, t.followUpOf).where(sql`${t.followUpOf} is not null`),
    ...dueIndexes(t),
    // for how many tickets hold a value of a field
    index('tickets_fields').using('gin', t.tenantId, t.fields).where(sql`${t.fields} <> '{}'`),
    index('tickets_title').using('gin', t.tenantId, t.titleFolded.op('gin_trgm_ops')),
    index('tickets_search').using('gin', t.tenantId, t.search),
  ],
);

/** Replies (the contact sees them), notes (technicians only) and events (what changed). */
export const ticketMessages = pgTable(
  'ticket_messages',
  {
    tenantId: tenantId(),
    id: rowId(),
    ticketId: uuid('ticket_id').notNull(),
    kind: text('kind', { enum: ['reply', 'note', 'event'] }).notNull(),
    authorKind: text('author_kind', { enum: actorKinds }).notNull(),
    contactId: uuid('contact_id'),
    technicianId: uuid('technician_id'),
    /** The author's name where neither a contact nor a technician wrote it. */
    authorName: text('author_name'),
    body: text('body').notNull().default(''),
    /** For events: what changed, from what to what. */
    event: jsonb('event').$type<TicketEvent>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.ticketId, tickets).onDelete('cascade'),
    refers(t.tenantId, t.contactId, contacts),
    refers(t.tenantId, t.technicianId, technicians),
    index('ticket_messages_ticket').on(t.tenantId, t.ticketId, t.createdAt, t.id),
    index('ticket_messages_merged').on(t.tenantId, t.ticketId).where(sql`${t.event} ? 'into'`),
  ],
);

export const ticketCcs = pgTable(
  'ticket_ccs',
  {
    tenantId: tenantId(),
    ticketId: uuid('ticket_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ticketId, t.contactId] }),
    refers(t.tenantId, t.ticketId, tickets).onDelete('cascade'),
    refers(t.tenantId, t.contactId, contacts),
    index('ticket_ccs_contact').on(t.tenantId, t.contactId, t.ticketId),
  ],
);

/** The bytes lie under `DATA_DIR/attachments`, named by `storageKey`. A draft has no ticket yet. */
export const attachments = pgTable(
  'attachments',
  {
    tenantId: tenantId(),
    id: rowId(),
    ticketId: uuid('ticket_id'),
    /** Null with a ticket: it came with the description. */
    messageId: uuid('message_id'),
    uploaderKind: text('uploader_kind', { enum: actorKinds }).notNull(),
    uploaderId: text('uploader_id').notNull(),
    fileName: text('file_name').notNull(),
    /** Sniffed from the bytes, not what the browser said. */
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storageKey: text('storage_key').notNull(),
    /** Of a picture inside a mail's text. */
    contentId: text('content_id'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.ticketId, tickets),
    refers(t.tenantId, t.messageId, ticketMessages),
    index('attachments_ticket').on(t.tenantId, t.ticketId),
    index('attachments_drafts').on(t.tenantId, t.createdAt).where(sql`${t.ticketId} is null`),
  ],
);

/** When somebody last looked at a ticket: newer ones are shown with weight. */
export const ticketReads = pgTable(
  'ticket_reads',
  {
    tenantId: tenantId(),
    readerId: uuid('reader_id').notNull(),
    ticketId: uuid('ticket_id').notNull(),
    readAt: instant('read_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.readerId, t.ticketId] }),
    refers(t.tenantId, t.ticketId, tickets).onDelete('cascade'),
  ],
);
