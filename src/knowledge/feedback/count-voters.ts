import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { isForCompany } from '@/knowledge/visible-articles';
import { topicOf } from '@/notifications/outbound/mail-topics';
import { contactReaders } from '@/people/mail-readers';

/**
 * How many contacts said no to an article, and no yes since, and would be told of a better one (they
 * may read it, and a mail reaches them): by language, and as `improved` those whose language has a
 * newer version already. Refuses contacts (403).
 */
export async function countVoters(
  scope: Scope<Staff>,
  articleId: string,
): Promise<{ improved: number } & Partial<Record<string, number>>> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const tenantId = scope.tenant.id;
  return inReadTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<Waiting>(sql`
      select distinct f.language, c.id as contact_id, t.version > f.version as is_improved
      from article_feedback f
      join articles a on a.tenant_id = ${tenantId} and a.id = f.article_id
      join article_translations t on t.tenant_id = ${tenantId}
        and t.article_id = f.article_id and t.language = f.language
      join contacts o on o.tenant_id = ${tenantId} and o.id = f.contact_id
      join contacts c on c.tenant_id = ${tenantId} and c.id = coalesce(o.merged_into, o.id)
      where f.tenant_id = ${tenantId} and f.article_id = ${articleId}
        and f.verdict = 'no' and f.told_at is null
        and ${isForCompany(tenantId, sql`c.company_id`)}
        and not exists (select from mail_stops s where s.tenant_id = ${tenantId}
          and s.reader_id = c.id and s.topic = ${topicOf('articleImproved')})
        and not exists (select from article_feedback y where y.tenant_id = ${tenantId}
          and y.article_id = f.article_id and y.language = f.language and y.version > f.version
          and y.voter_key = f.voter_key and y.verdict = 'yes')`);
    if (rows.length === 0) return { improved: 0 };
    const ids = rows.map((row) => row.contact_id);
    const reached = await contactReaders(tx, scope, 'knowledgeBase', ids);
    const isReached = new Set(reached.map(({ id }) => id));
    const waiting = rows.filter((row) => isReached.has(row.contact_id));
    const people = (of: readonly Waiting[]) => new Set(of.map((row) => row.contact_id)).size;
    const languages = Map.groupBy(waiting, (row) => row.language);
    return {
      ...Object.fromEntries([...languages].map(([language, of]) => [language, people(of)])),
      improved: people(waiting.filter((row) => row.is_improved)),
    };
  });
}

interface Waiting extends Record<string, unknown> {
  language: string;
  contact_id: string;
  is_improved: boolean;
}
