import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { bestTranslation, visibleArticles } from '@/knowledge/visible-articles';
import { clock, days } from '@/platform/clock';

/** What is counted lies so many days back at most: as long as searches are kept. */
export const figureDays = 90;
const mostListed = 200;

export interface ArticleFigures {
  id: string;
  title: string;
  yes: number;
  no: number;
  /** Entries of it that wait in the queue. */
  open: number;
  /** Tickets that contacts did not open because it answered them. */
  deflected: number;
}

export interface KnowledgeFigures {
  yes: number;
  no: number;
  open: number;
  deflected: number;
  /** Those that readers said something of or that deflected a ticket, the least helpful first. */
  articles: ArticleFigures[];
}

/**
 * How well the articles help, over the last ninety days; what waits in the queue waits however old it
 * is. One statement. Refuses contacts (403).
 */
export async function readKnowledgeFigures(scope: Scope<Staff>): Promise<KnowledgeFigures> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const tenantId = scope.tenant.id;
  const since = new Date(clock.now().getTime() - days(figureDays)).toISOString();
  const isRecent = sql`f.created_at >= ${since}::timestamptz`;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(sql`
      with said as (
        select f.article_id, count(*) filter (where f.verdict = 'yes' and ${isRecent}) as yes,
          count(*) filter (where f.verdict = 'no' and ${isRecent}) as no,
          count(*) filter (where f.verdict = 'no' and f.state = 'open') as open
        from article_feedback f
        where f.tenant_id = ${tenantId} and (${isRecent} or f.state = 'open')
        group by f.article_id),
      deflected as (
        select d.article_id, count(*) as count from article_deflections d
        where d.tenant_id = ${tenantId} and d.day >= ${since.slice(0, 10)}::date
        group by d.article_id)
      select a.id, l.title, coalesce(s.yes, 0)::int as yes, coalesce(s.no, 0)::int as no,
        coalesce(s.open, 0)::int as open, coalesce(d.count, 0)::int as deflected,
        sum(coalesce(s.yes, 0)) over ()::int as all_yes, sum(coalesce(s.no, 0)) over ()::int as all_no,
        sum(coalesce(s.open, 0)) over ()::int as all_open,
        sum(coalesce(d.count, 0)) over ()::int as all_deflected
      from said s
      full join deflected d on d.article_id = s.article_id
      join articles a on a.id = coalesce(s.article_id, d.article_id) and ${visibleArticles(scope)}
      cross join lateral (${bestTranslation(scope)}) l
      order by no desc, yes, deflected desc, l.title limit ${mostListed}`),
  );
  const [first] = rows;
  return {
    yes: first?.all_yes ?? 0,
    no: first?.all_no ?? 0,
    open: first?.all_open ?? 0,
    deflected: first?.all_deflected ?? 0,
    articles: rows.map(({ id, title, yes, no, open, deflected }) => {
      return { id, title, yes, no, open, deflected };
    }),
  };
}

interface Row extends ArticleFigures, Record<string, unknown> {
  all_yes: number;
  all_no: number;
  all_open: number;
  all_deflected: number;
}
