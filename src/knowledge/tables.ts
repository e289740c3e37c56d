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
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { companies } from '@/people/tables';
import { articleAudiences, articleStates } from './article';

interface Referred {
  tenantId: AnyPgColumn;
  id: AnyPgColumn;
}

const refers = (tenantId: AnyPgColumn, id: AnyPgColumn, to: Referred) =>
  foreignKey({ columns: [tenantId, id], foreignColumns: [to.tenantId, to.id] });

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** A tree. `position` orders those with one parent. */
export const articleCategories = pgTable(
  'article_categories',
  {
    tenantId: tenantId(),
    id: rowId(),
    parentId: uuid('parent_id'),
    /** Language → name; a language without one reads the tenant's language, then any. */
    names: jsonb('names').$type<Record<string, string>>().notNull(),
    position: integer('position').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.parentId, t),
    index('article_categories_parent').on(t.tenantId, t.parentId, t.position),
  ],
);

export const articles = pgTable(
  'articles',
  {
    tenantId: tenantId(),
    id: rowId(),
    categoryId: uuid('category_id'),
    state: text('state', { enum: articleStates }).notNull().default('draft'),
    audience: text('audience', { enum: articleAudiences }).notNull().default('contacts'),
    /** In which it is written first; translations are made of it. */
    sourceLanguage: text('source_language').notNull(),
    /** Whose article it is: a technician who may be gone, so no reference. */
    authorId: uuid('author_id'),
    authorName: text('author_name').notNull(),
    /** While scheduled: from then on it is read. */
    publishAt: instant('publish_at'),
    /** When it was first published. */
    publishedAt: instant('published_at'),
    /** When somebody wants to look whether it still holds. */
    reviewAt: instant('review_at'),
    /** While scheduled: whether who found it unhelpful hears of it when it is out. */
    tellsVoters: boolean('tells_voters').notNull().default(true),
    createdAt: createdAt(),
    /** The last change of what readers see. */
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.categoryId, articleCategories),
    index('articles_state').on(t.tenantId, t.state, t.updatedAt, t.id),
    index('articles_category').on(t.tenantId, t.categoryId, t.updatedAt, t.id),
    index('articles_review').on(t.tenantId, t.reviewAt).where(sql`${t.reviewAt} is not null`),
    index('articles_due').on(t.publishAt).where(sql`${t.state} = 'scheduled'`),
  ],
);

/** Whose people read an article for selected companies. */
export const articleCompanies = pgTable(
  'article_companies',
  {
    tenantId: tenantId(),
    articleId: uuid('article_id').notNull(),
    companyId: uuid('company_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.articleId, t.companyId] }),
    refers(t.tenantId, t.articleId, articles).onDelete('cascade'),
    refers(t.tenantId, t.companyId, companies).onDelete('cascade'),
    index('article_companies_company').on(t.tenantId, t.companyId, t.articleId),
  ],
);

/** An article in one language, as it is read now. The slug is the tenant's own and stays. */
export const articleTranslations = pgTable(
  'article_translations',
  {
    tenantId: tenantId(),
    articleId: uuid('article_id').notNull(),
    language: text('language').notNull(),
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    /** Markdown. */
    body: text('body').notNull(),
    /** The version that stands here; it grows with every change. */
    version: integer('version').notNull().default(1),
    /** Which version of the source language it renders; null in the source language itself. */
    sourceVersion: integer('source_version'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** The stems of its words without accents; those of the title weigh more. */
    search: tsvector('search').generatedAlwaysAs(
      sql`setweight(to_tsvector(app.stemmer(language), app.folded(title)), 'A') || to_tsvector(app.stemmer(language), app.folded(body))`,
    ),
    /** The words themselves, for repairing what was misspelt. */
    words: text('words')
      .array()
      .generatedAlwaysAs(
        sql`tsvector_to_array(to_tsvector('simple', app.folded(title || ' ' || body)))`,
      ),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.articleId, t.language] }),
    refers(t.tenantId, t.articleId, articles).onDelete('cascade'),
    uniqueIndex('article_translations_slug').on(t.tenantId, t.slug),
  ],
);

/** Slugs of translations that were removed: old links lead to their article, and to no other. */
export const formerSlugs = pgTable(
  'former_slugs',
  {
    tenantId: tenantId(),
    slug: text('slug').notNull(),
    articleId: uuid('article_id').notNull(),
    language: text('language').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.slug] }),
    refers(t.tenantId, t.articleId, articles).onDelete('cascade'),
    index('former_slugs_article').on(t.tenantId, t.articleId, t.language),
  ],
);

/** Everything that a translation has said. Only ever added to. */
export const articleVersions = pgTable(
  'article_versions',
  {
    tenantId: tenantId(),
    articleId: uuid('article_id').notNull(),
    language: text('language').notNull(),
    version: integer('version').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    authorName: text('author_name').notNull(),
    /** The older version that it brought back. */
    restoredFrom: integer('restored_from'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.articleId, t.language, t.version] }),
    refers(t.tenantId, t.articleId, articles).onDelete('cascade'),
  ],
);

/** What is being written for a translation that readers go on reading as it was. One each. */
export const articleDrafts = pgTable(
  'article_drafts',
  {
    tenantId: tenantId(),
    articleId: uuid('article_id').notNull(),
    language: text('language').notNull(),
    title: text('title').notNull(),
    /** Markdown. */
    body: text('body').notNull(),
    /** The version that its writer had before them; 0 where nothing stood in this language. */
    basedOn: integer('based_on').notNull(),
    /** Of a translation: the version of the source that its writer had before them. */
    translatedFrom: integer('translated_from'),
    /** Grows with every save, for who saves what somebody else has saved since. */
    revision: integer('revision').notNull(),
    authorName: text('author_name').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.articleId, t.language] }),
    refers(t.tenantId, t.articleId, articles).onDelete('cascade'),
  ],
);

/** The bytes lie under `DATA_DIR`, named by `storageKey`. Who reads the article sees them. */
export const articleImages = pgTable(
  'article_images',
  {
    tenantId: tenantId(),
    id: rowId(),
    articleId: uuid('article_id').notNull(),
    fileName: text('file_name').notNull(),
    /** Sniffed from the bytes, not what the browser said. */
    mediaType: text('media_type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storageKey: text('storage_key').notNull(),
    /** SHA-256 of the file as it was imported; null where it came from the editor. */
    sourceHash: text('source_hash'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    refers(t.tenantId, t.articleId, articles).onDelete('cascade'),
    index('article_images_article').on(t.tenantId, t.articleId),
  ],
);
