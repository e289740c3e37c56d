import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { notFound, orNotFound } from '@/platform/errors';
import { inLanguageOf } from '@/settings/in-language-of';
import type { ArticleAudience, ArticleState } from './article';
import { type LineRow, lineColumns, lineOf } from './article-line';
import type { ArticleView, OtherLanguage } from './article-view';
import type { OwnFeedback } from './feedback/feedback';
import type { Reader } from './reader';
import { bestTranslation, requireKnowledge, visibleArticles } from './visible-articles';

const mostRelated = 4;

/**
 * The article with this slug, in the slug's language. What the reader may not see answers like what
 * does not exist (404). One statement.
 */
export async function readArticle(reader: Reader, slug: string): Promise<ArticleView> {
  requireKnowledge(reader, 'read');
  if (slug.length > 200) throw notFound();
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<Row>(statement(reader, slug)),
  );
  const row = orNotFound(rows[0]);
  return {
    id: row.id,
    slug: row.slug,
    language: row.language,
    title: row.title,
    body: row.body,
    version: row.version,
    audience: row.audience,
    state: row.state,
    updatedAt: new Date(row.updated_at),
    publishedAt: row.published_at ? new Date(row.published_at) : null,
    isOutdated: row.is_outdated,
    others: row.others ?? [],
    categories: (row.categories ?? []).map(({ id, names }) => ({
      id,
      name: inLanguageOf(reader, names)?.text ?? '',
    })),
    related: (row.related ?? []).map(lineOf),
    feedback: row.feedback,
  };
}

/** What a contact has said of this version; who is signed out is nobody whom we know. */
function ownFeedback({ tenant, actor }: Reader): SQL {
  if (actor.kind !== 'contact') return sql`null::jsonb`;
  return sql`(select jsonb_build_object('verdict', f.verdict, 'reason', f.reason,
      'comment', f.comment)
    from article_feedback f where f.tenant_id = ${tenant.id} and f.article_id = a.id
      and f.language = l.language and f.version = l.version
      and f.voter_key = ${`contact:${actor.id}`})`;
}

function statement(reader: Reader, slug: string) {
  const tenantId = reader.tenant.id;
  return sql`
    select a.id, a.audience, a.state, a.published_at, l.slug, l.language, l.title, l.body, l.version,
      l.updated_at,
      coalesce(l.source_version < (select o.version from article_translations o
        where o.tenant_id = ${tenantId} and o.article_id = a.id
          and o.language = a.source_language), false) as is_outdated,
      (select jsonb_agg(jsonb_build_object('language', o.language, 'slug', o.slug, 'title', o.title)
          order by o.language)
        from article_translations o
        where o.tenant_id = ${tenantId} and o.article_id = a.id and o.language <> l.language) as others,
      (with recursive up as (
          select c.id, c.parent_id, c.names, 0 as depth from article_categories c
          where c.tenant_id = ${tenantId} and c.id = a.category_id
          union all
          select c.id, c.parent_id, c.names, up.depth + 1 from article_categories c, up
          where c.tenant_id = ${tenantId} and c.id = up.parent_id and up.depth < 20)
        select jsonb_agg(jsonb_build_object('id', id, 'names', names) order by depth desc)
        from up) as categories,
      ${ownFeedback(reader)} as feedback,
      (select jsonb_agg(r) from (
        select ${lineColumns} from (
          select a.* from articles a
          where ${visibleArticles(reader)} and a.category_id = article.category_id
            and a.id <> article.id and a.state <> 'archived'
          order by a.updated_at desc, a.id desc limit ${mostRelated}) a
        cross join lateral (${bestTranslation(reader)}) l) r) as related
    from article_translations l, articles a, lateral (select a.id, a.category_id) article
    where l.tenant_id = ${tenantId} and l.slug = ${slug} and l.article_id = a.id
      and ${visibleArticles(reader)}`;
}

interface Row extends Record<string, unknown> {
  id: string;
  slug: string;
  language: string;
  title: string;
  body: string;
  version: number;
  audience: ArticleAudience;
  state: ArticleState;
  updated_at: string;
  published_at: string | null;
  is_outdated: boolean;
  others: OtherLanguage[] | null;
  categories: { id: string; names: Record<string, string> }[] | null;
  related: LineRow[] | null;
  feedback: OwnFeedback | null;
}
