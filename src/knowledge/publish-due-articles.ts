import 'server-only';
import { and, eq, lte, sql } from 'drizzle-orm';
import { atTheDoor, inTenant, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { tellVoters } from './feedback/tell-voters';
import { articles } from './tables';

/** Orders the job below for every tenant that has articles whose time has come. Every minute. */
export async function enqueueDueArticles(): Promise<void> {
  const at = clock.now().toISOString();
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from app.tenants_with_due_articles(${at}::timestamptz) as id`,
    ),
  );
  for (const { id: tenantId } of rows) {
    const jobKey = `due-articles:${tenantId}`;
    await inTenant(tenantId, (tx) => enqueue(tx, 'publishDueArticles', { tenantId }, { jobKey }));
  }
}

/** Readers see them already; from here on they are published like any other, with an entry each. */
export async function publishDueArticles(scope: Scope<System>): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const out = await tx
      .update(articles)
      .set({
        state: 'published',
        publishedAt: sql`coalesce(${articles.publishedAt}, ${articles.publishAt})`,
        updatedAt: sql`${articles.publishAt}`,
        publishAt: null,
      })
      .where(
        and(
          eq(articles.tenantId, scope.tenant.id),
          eq(articles.state, 'scheduled'),
          lte(articles.publishAt, clock.now()),
        ),
      )
      .returning({ id: articles.id, tellsVoters: articles.tellsVoters });
    for (const { id, tellsVoters } of out) {
      await record(tx, scope, 'article.published', id, {
        before: { state: 'scheduled' },
        after: { state: 'published' },
      });
      if (tellsVoters) await tellVoters(tx, scope, id);
    }
  });
}
