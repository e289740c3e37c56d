import {
  boolean,
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
import { articles } from '@/knowledge/tables';
import { importSources } from './archive-articles';

/** Why an import ended early: a key under `refusals`, with its values. */
export interface ImportFailure {
  key: string;
  values: Record<string, string | number>;
}

/** A file of articles: first a plan, then under way, then done. */
export const articleImports = pgTable(
  'article_imports',
  {
    tenantId: tenantId(),
    id: rowId(),
    fileName: text('file_name').notNull(),
    source: text('source', { enum: importSources }).notNull(),
    /** Where the file lies; null once the import is done. */
    storageKey: text('storage_key'),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    /** Whether what was published where it comes from is published here. */
    publish: boolean('publish').notNull().default(false),
    /** Place of a text in the file → the slug that it gets, so that links lead there. */
    slugs: jsonb('slugs').$type<Record<string, string>>().notNull().default({}),
    articles: integer('articles').notNull(),
    /** How many of them are behind us: a killed run goes on from here. */
    articlesDone: integer('articles_done').notNull().default(0),
    created: integer('created').notNull().default(0),
    updated: integer('updated').notNull().default(0),
    images: integer('images').notNull().default(0),
    /** How often in a row the article that comes next has failed. */
    tries: integer('tries').notNull().default(0),
    /** Only where it ended before its last article. */
    failure: jsonb('failure').$type<ImportFailure>(),
    doneAt: instant('done_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Which article came of what elsewhere: importing it again doubles nothing. */
export const articleSources = pgTable(
  'article_sources',
  {
    tenantId: tenantId(),
    source: text('source', { enum: importSources }).notNull(),
    /** An id or a path over there. */
    key: text('key').notNull(),
    articleId: uuid('article_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.source, t.key] }),
    foreignKey({
      columns: [t.tenantId, t.articleId],
      foreignColumns: [articles.tenantId, articles.id],
    }).onDelete('cascade'),
    index('article_sources_article').on(t.tenantId, t.articleId),
  ],
);
