import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { technicians } from '@/people/tables';
import { refers, tickets } from '@/tickets/tables';

/** Words that technicians sort tickets by; one row a name, whatever its capitals. */
export const tags = pgTable(
  'tags',
  {
    tenantId: tenantId(),
    id: rowId(),
    name: text('name').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('tags_name').on(t.tenantId, sql`lower(${t.name})`),
  ],
);

export const ticketTags = pgTable(
  'ticket_tags',
  {
    tenantId: tenantId(),
    ticketId: uuid('ticket_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ticketId, t.tagId] }),
    refers(t.tenantId, t.ticketId, tickets).onDelete('cascade'),
    refers(t.tenantId, t.tagId, tags).onDelete('cascade'),
    index('ticket_tags_tag').on(t.tenantId, t.tagId, t.ticketId),
  ],
);

/** Replies that technicians write again and again; `{contact}` and the like are filled in. */
export const cannedReplies = pgTable(
  'canned_replies',
  {
    tenantId: tenantId(),
    id: rowId(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Null: of the whole team. */
    ownerId: uuid('owner_id'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.ownerId, technicians),
    index('canned_replies_title').on(t.tenantId, t.title, t.id),
  ],
);

/** A search of the queue that was given a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    tenantId: tenantId(),
    id: rowId(),
    name: text('name').notNull(),
    /** The queue's own address, such as `status=open&assignee=none`. */
    query: text('query').notNull(),
    /** Null: of the whole team. */
    ownerId: uuid('owner_id'),
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.ownerId, technicians),
    index('saved_views_order').on(t.tenantId, t.position, t.id),
  ],
);
