import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { visibleArticles } from '@/knowledge/visible-articles';
import { queueMail } from '@/notifications/queue-mail';
import { contactReaders } from '@/people/mail-readers';
import { clock } from '@/platform/clock';
import { articleFeedback } from './tables';

/**
 * Tells by mail who said no to an older version of the article that it has been improved: each
 * once, in their language, and only who may still read it. What they said counts as handled with
 * that. For a published article alone.
 */
export async function tellVoters(tx: Tx, scope: Scope, articleId: string): Promise<void> {
  const waiting = await waitingVoters(tx, scope, articleId);
  if (waiting.length === 0) return;
  const latest = new Map(waiting.map((one) => [one.contact_id, one]));
  const readers = await contactReaders(tx, scope, 'knowledgeBase', [...latest.keys()]);
  for (const { id, to } of readers) {
    const { title, slug, company_id } = latest.get(id)!;
    if (!(await mayRead(tx, scope, articleId, { id, companyId: company_id }))) continue;
    await queueMail(tx, scope, {
      template: 'articleImproved',
      params: { title, slug },
      about: id,
      to,
    });
  }
  await tx
    .update(articleFeedback)
    .set({ toldAt: clock.now(), state: 'handled' })
    .where(
      sql`tenant_id = ${scope.tenant.id} and id = any (${sql.param(waiting.map(({ id }) => id))}::uuid[])`,
    );
}

/**
 * Who waits, oldest version first: a contact who was merged into another one is that one now, and
 * whoever has said yes since does not wait any more.
 */
async function waitingVoters(tx: Tx, { tenant }: Scope, articleId: string): Promise<Waiting[]> {
  const { rows } = await tx.execute<Waiting>(sql`
    select f.id, c.id as contact_id, c.company_id, t.title, t.slug
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
  company_id: string;
  title: string;
  slug: string;
}

/** By the portal's own rule; that they have the section is known. */
async function mayRead(
  tx: Tx,
  { tenant, language, settings }: Scope,
  articleId: string,
  contact: Pick<Contact, 'id' | 'companyId'>,
): Promise<boolean> {
  const actor: Contact = {
    ...contact,
    ...{ kind: 'contact', name: '', companyName: '', isPrimary: false, sessionId: '' },
    sections: ['knowledgeBase'],
  };
  const { rows } = await tx.execute(sql`select from articles a
    where ${visibleArticles({ tenant, language, settings, actor })}
      and a.state <> 'archived' and a.id = ${articleId}`);
  return rows.length > 0;
}
