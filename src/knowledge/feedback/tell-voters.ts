import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { visibleToCompany } from '@/knowledge/visible-articles';
import { topicOf } from '@/notifications/outbound/mail-topics';
import { queueMail } from '@/notifications/queue-mail';
import { contactReaders } from '@/people/mail-readers';
import { clock } from '@/platform/clock';
import { articleFeedback } from './tables';

/**
 * Tells by mail who said no to an older version of the article that it has been improved: each
 * once, in their language, and only who may still read it and wants such mails. What they all said
 * counts as handled with that; whom no mail goes to waits on. For a published article alone.
 */
export async function tellVoters(tx: Tx, scope: Scope, articleId: string): Promise<void> {
  const waiting = await waitingVoters(tx, scope, articleId);
  if (waiting.length === 0) return;
  const latest = new Map(waiting.filter((one) => one.may_hear).map((one) => [one.contact_id, one]));
  const readers = await contactReaders(tx, scope, 'knowledgeBase', [...latest.keys()]);
  for (const { id, to } of readers) {
    const { title, slug } = latest.get(id)!;
    await queueMail(tx, scope, {
      template: 'articleImproved',
      params: { title, slug },
      about: id,
      to,
    });
  }
  const told = new Set(readers.map(({ id }) => id));
  const idsOf = (rows: Waiting[]) => sql`${sql.param(rows.map(({ id }) => id))}::uuid[]`;
  const toldIds = idsOf(waiting.filter((one) => told.has(one.contact_id)));
  const now = clock.now().toISOString();
  await tx
    .update(articleFeedback)
    .set({
      state: 'handled',
      toldAt: sql`case when id = any (${toldIds}) then ${now}::timestamptz end`,
    })
    .where(sql`tenant_id = ${scope.tenant.id} and id = any (${idsOf(waiting)})`);
}

/**
 * Who waits, oldest version first: a contact who was merged into another one is that one now, and
 * whoever has said yes since does not wait any more. Whether they may hear of it is the portal's own
 * rule, but for the section itself, and their own choice.
 */
async function waitingVoters(tx: Tx, { tenant }: Scope, articleId: string): Promise<Waiting[]> {
  const { rows } = await tx.execute<Waiting>(sql`
    select f.id, c.id as contact_id, t.title, t.slug,
      exists (select from articles a where a.id = f.article_id and a.state <> 'archived'
        and ${visibleToCompany(tenant.id, sql`c.company_id`)})
      and not exists (select from mail_stops s where s.tenant_id = ${tenant.id}
        and s.reader_id = c.id and s.topic = ${topicOf('articleImproved')}) as may_hear
    from article_feedback f
    join article_translations t on t.tenant_id = ${tenant.id} and t.article_id = f.article_id
      and t.language = f.language and t.version > f.version
    join contacts o on o.tenant_id = ${tenant.id} and o.id = f.contact_id
    join contacts c on c.tenant_id = ${tenant.id} and c.id = coalesce(o.merged_into, o.id)
    where f.tenant_id = ${tenant.id} and f.article_id = ${articleId}
      and f.verdict = 'no' and f.told_at is null
      and not exists (select from article_feedback y where y.tenant_id = ${tenant.id}
        and y.article_id = f.article_id and y.language = f.language and y.version > f.version
        and y.voter_key = f.voter_key and y.verdict = 'yes')
    order by f.version, f.id
    for update of f`);
  return rows;
}

interface Waiting extends Record<string, unknown> {
  id: string;
  contact_id: string;
  title: string;
  slug: string;
  may_hear: boolean;
}
