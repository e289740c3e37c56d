import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';

/**
 * Makes what two contacts said of articles what one of them said, because they are one person: one
 * say an article, language and version, the later of two.
 */
export async function mergeFeedback(
  tx: Tx,
  { tenant }: Scope,
  { keepId, duplicateId }: { keepId: string; duplicateId: string },
): Promise<void> {
  const [keep, duplicate] = [`contact:${keepId}`, `contact:${duplicateId}`];
  await tx.execute(sql`
    delete from article_feedback f using article_feedback o
    where f.tenant_id = ${tenant.id} and o.tenant_id = ${tenant.id}
      and (f.voter_key, o.voter_key) in ((${keep}, ${duplicate}), (${duplicate}, ${keep}))
      and o.article_id = f.article_id and o.language = f.language and o.version = f.version
      and (f.created_at, f.id) < (o.created_at, o.id)`);
  await tx.execute(sql`
    update article_feedback f set voter_key = ${keep}, contact_id = ${keepId}
    where f.tenant_id = ${tenant.id} and f.voter_key = ${duplicate}`);
}
