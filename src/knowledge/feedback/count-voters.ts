import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { refuseUnlessKnowledge } from '@/knowledge/policy';

/**
 * How many contacts said no to an article, and no yes since, and have not been told of a better one:
 * by language, and as `improved` those whose language has a newer version already. Refuses contacts
 * (403).
 */
export async function countVoters(
  scope: Scope<Staff>,
  articleId: string,
): Promise<{ improved: number } & Partial<Record<string, number>>> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ language: string; voters: number; improved: number }>(sql`
      select f.language, count(distinct f.contact_id)::int as voters,
        count(distinct f.contact_id) filter (where t.version > f.version)::int as improved
      from article_feedback f
      join article_translations t on t.tenant_id = ${scope.tenant.id}
        and t.article_id = f.article_id and t.language = f.language
      where f.tenant_id = ${scope.tenant.id} and f.article_id = ${articleId}
        and f.verdict = 'no' and f.told_at is null and f.contact_id is not null
        and not exists (select from article_feedback y where y.tenant_id = ${scope.tenant.id}
          and y.article_id = f.article_id and y.language = f.language and y.version > f.version
          and y.voter_key = f.voter_key and y.verdict = 'yes')
      group by f.language`),
  );
  const improved = rows.reduce((sum, row) => sum + row.improved, 0);
  return { ...Object.fromEntries(rows.map((row) => [row.language, row.voters])), improved };
}
