import {
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
import { articles } from '@/knowledge/tables';
import { contacts } from '@/people/tables';
import { feedbackReasons, feedbackStates, feedbackVerdicts } from './feedback';

/** What readers said of a version of an article: one each. */
export const articleFeedback = pgTable(
  'article_feedback',
  {
    tenantId: tenantId(),
    id: rowId(),
    articleId: uuid('article_id').notNull(),
    language: text('language').notNull(),
    version: integer('version').notNull(),
    /** `contact:` and the id, or `visitor:` and a key of their browser. */
    voterKey: text('voter_key').notNull(),
    /** Null for signed-out visitors, and once the contact is erased. */
    contactId: uuid('contact_id'),
    verdict: text('verdict', { enum: feedbackVerdicts }).notNull(),
    reason: text('reason', { enum: feedbackReasons }),
    comment: text('comment').notNull().default(''),
    /** A yes asks for nothing: it is handled from the start. */
    state: text('state', { enum: feedbackStates }).notNull().default('open'),
    createdAt: createdAt(),
    /** When its voter was told that the article has been improved. */
    toldAt: instant('told_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.articleId],
      foreignColumns: [articles.tenantId, articles.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }),
    uniqueIndex('article_feedback_voter').on(
      t.tenantId,
      t.articleId,
      t.language,
      t.version,
      t.voterKey,
    ),
    index('article_feedback_state').on(t.tenantId, t.state, t.createdAt, t.id),
    index('article_feedback_contact').on(t.tenantId, t.contactId),
  ],
);
