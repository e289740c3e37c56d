import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { ArticleState } from '@/knowledge/article';
import type { ImportSource } from './archive-articles';

/** An article that came of the same thing before. */
export interface KnownArticle {
  id: string;
  state: ArticleState;
  /** Language → slug. */
  slugs: Record<string, string>;
}

/**
 * By their key in the source, which of these articles there are. An export of ours that comes back
 * to its tenant names the articles themselves.
 */
export async function knownArticles(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  source: ImportSource,
  keys: readonly string[],
): Promise<Map<string, KnownArticle>> {
  const list = sql`array(select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`;
  const own = source === 'servicedesk' ? sql`a.id::text = any(${list})` : sql`false`;
  const { rows } = await tx.execute<{ key: string } & Record<string, unknown>>(sql`
    select coalesce(s.key, a.id::text) as key, a.id, a.state,
      (select jsonb_object_agg(t.language, t.slug) from article_translations t
        where t.tenant_id = ${tenant.id} and t.article_id = a.id) as slugs
    from articles a left join article_sources s
      on s.tenant_id = ${tenant.id} and s.article_id = a.id and s.source = ${source}
        and s.key = any(${list})
    where a.tenant_id = ${tenant.id} and (s.key is not null or ${own})`);
  return new Map(
    rows.map(({ key, ...row }) => [key, { slugs: {}, ...row } as unknown as KnownArticle]),
  );
}
