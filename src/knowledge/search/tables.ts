import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from '@/access/tenant-columns';
import { articles } from '@/knowledge/tables';
import { contacts } from '@/people/tables';

/** What readers have looked for, counted by its words. Nobody's name stands with it. */
export const articleSearches = pgTable(
  'article_searches',
  {
    tenantId: tenantId(),
    language: text('language').notNull(),
    /** Lower case, one space between words, at most 100 characters. */
    query: text('query').notNull(),
    searches: integer('searches').notNull().default(1),
    /** How often nothing was found. */
    unanswered: integer('unanswered').notNull().default(0),
    /** How many articles the last search found. */
    lastFound: integer('last_found').notNull(),
    lastAt: instant('last_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.language, t.query] }),
    index('article_searches_last').on(t.tenantId, t.lastAt),
  ],
);

/** Contacts who began a ticket and said that a suggested article answered it: one each a day. */
export const articleDeflections = pgTable(
  'article_deflections',
  {
    tenantId: tenantId(),
    articleId: uuid('article_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.articleId, t.contactId, t.day] }),
    foreignKey({
      columns: [t.tenantId, t.articleId],
      foreignColumns: [articles.tenantId, articles.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete('cascade'),
    index('article_deflections_day').on(t.tenantId, t.day),
  ],
);
