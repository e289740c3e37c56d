import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { containing, pageOf, readTimeCursor } from '@/people/page-cursor';
import { clock } from '@/platform/clock';
import {
  type ArticleAudience,
  type ArticleState,
  articleAudiences,
  articleStates,
} from './article';
import { articleLanguage, rowUuid } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { bestTranslation, visibleArticles } from './visible-articles';

export const ListArticles = z.object({
  /** Words in a title of whatever language. */
  q: z.string().max(200).optional(),
  state: z.enum(articleStates).optional(),
  audience: z.enum(articleAudiences).optional(),
  categoryId: rowUuid.optional(),
  /** Not written in this language yet. */
  without: articleLanguage.optional(),
  /** Whose review date has come, of which a translation is outdated, or with a draft of changes. */
  needs: z.enum(['review', 'translation', 'publication']).optional(),
  cursor: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** An article in the list of who keeps the knowledge base. */
export interface KeptArticleLine {
  id: string;
  title: string;
  state: ArticleState;
  audience: ArticleAudience;
  categoryId: string | null;
  languages: { language: string; isOutdated: boolean }[];
  /** Changes wait to be published. */
  hasDraft: boolean;
  publishAt: Date | null;
  reviewAt: Date | null;
  updatedAt: Date;
}

/** Articles in whatever state, those that changed last first. Refuses contacts (403). */
export async function readKeptArticles(
  scope: Scope<Staff>,
  input: z.input<typeof ListArticles> = {},
): Promise<{ rows: KeptArticleLine[]; nextCursor: string | null }> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const wanted = ListArticles.parse(input);
  const where = sql.join([visibleArticles(scope), ...narrowings(scope, wanted)], sql` and `);
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(sql`
      select a.id, a.state, a.audience, a.category_id, a.publish_at, a.review_at, a.updated_at,
        l.title, (${languages(scope)}) as languages, ${drafted(scope)} as has_draft
      from articles a cross join lateral (${bestTranslation(scope)}) l
      where ${where}
      order by a.updated_at desc, a.id desc limit ${wanted.limit + 1}`),
  );
  // By the time as Postgres says it: a Date would lose the microseconds, and with them rows.
  const page = pageOf(rows, wanted.limit, ({ updated_at, id }) => ({ key: updated_at, id }));
  return { ...page, rows: page.rows.map(lineOf) };
}

function narrowings(scope: Scope, wanted: z.output<typeof ListArticles>): SQL[] {
  const { q, state, audience, categoryId, without, needs, cursor } = wanted;
  const tenantId = scope.tenant.id;
  const after = readTimeCursor(cursor);
  const texts = (condition: SQL) => sql`exists (select from article_translations t
    where t.tenant_id = ${tenantId} and t.article_id = a.id and ${condition})`;
  return [
    q?.trim() && texts(sql`app.unaccented(t.title) ilike app.unaccented(${containing(q)})`),
    state && sql`a.state = ${state}`,
    audience && sql`a.audience = ${audience}`,
    categoryId && sql`a.category_id = ${categoryId}`,
    without && sql`not ${texts(sql`t.language = ${without}`)}`,
    needs === 'review' && sql`a.review_at <= ${clock.now().toISOString()}::timestamptz`,
    needs === 'translation' && texts(outdated(tenantId)),
    needs === 'publication' && drafted(scope),
    after && sql`(a.updated_at, a.id) < (${after.key}::timestamptz, ${after.id}::uuid)`,
  ].filter((part): part is SQL => typeof part === 'object');
}

function outdated(tenantId: string): SQL {
  return sql`t.source_version < (select s.version from article_translations s
    where s.tenant_id = ${tenantId} and s.article_id = a.id and s.language = a.source_language)`;
}

function drafted({ tenant }: Scope): SQL {
  return sql`exists (select from article_drafts d
    where d.tenant_id = ${tenant.id} and d.article_id = a.id)`;
}

function languages({ tenant }: Scope): SQL {
  return sql`select jsonb_agg(jsonb_build_object('language', t.language,
      'isOutdated', coalesce(${outdated(tenant.id)}, false)) order by t.language)
    from article_translations t where t.tenant_id = ${tenant.id} and t.article_id = a.id`;
}

interface Row extends Record<string, unknown> {
  id: string;
  title: string;
  state: ArticleState;
  audience: ArticleAudience;
  category_id: string | null;
  has_draft: boolean;
  publish_at: string | null;
  review_at: string | null;
  updated_at: string;
  languages: { language: string; isOutdated: boolean }[];
}

function lineOf(row: Row): KeptArticleLine {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    audience: row.audience,
    categoryId: row.category_id,
    languages: row.languages,
    hasDraft: row.has_draft,
    publishAt: date(row.publish_at),
    reviewAt: date(row.review_at),
    updatedAt: new Date(row.updated_at),
  };
}
