import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, rowId, tenantId } from '@/access/tenant-columns';
import { refers, tickets } from '@/tickets/tables';

/** How a contact was asked to rate a ticket, and what they said; at most one a ticket. */
export const ticketRatings = pgTable(
  'ticket_ratings',
  {
    tenantId: tenantId(),
    id: rowId(),
    ticketId: uuid('ticket_id').notNull(),
    /** Of the link in the mail: only the hash is kept. */
    tokenHash: text('token_hash').notNull(),
    askedAt: instant('asked_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** 1 to 5; null: not answered. */
    score: smallint('score'),
    comment: text('comment').notNull().default(''),
    /** When it was first answered: it can be changed for some days from then. */
    ratedAt: instant('rated_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.ticketId, tickets).onDelete('cascade'),
    uniqueIndex('ticket_ratings_ticket').on(t.tenantId, t.ticketId),
    uniqueIndex('ticket_ratings_token').on(t.tenantId, t.tokenHash),
    index('ticket_ratings_rated').on(t.tenantId, t.ratedAt).where(sql`${t.ratedAt} is not null`),
    index('ticket_ratings_asked').on(t.tenantId, t.askedAt),
  ],
);
