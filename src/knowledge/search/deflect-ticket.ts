import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { rowUuid } from '@/knowledge/input-shapes';
import { bestTranslation, requireKnowledge, visibleArticles } from '@/knowledge/visible-articles';
import { clock } from '@/platform/clock';
import { orNotFound } from '@/platform/errors';
import { articleDeflections } from './tables';

export const DeflectTicket = z.object({ articleId: rowUuid });

/**
 * A contact who had begun a ticket says that a suggested article has answered it. Counted once a
 * contact, article and day, so that saying it twice is harmless. An article that they may not see
 * does not exist (404). Answers the article's slug.
 */
export async function deflectTicket(
  scope: Scope<Contact>,
  input: z.input<typeof DeflectTicket>,
): Promise<{ slug: string }> {
  requireKnowledge(scope, 'read');
  const { articleId } = DeflectTicket.parse(input);
  return inTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<{ slug: string; title: string }>(sql`
      select l.slug, l.title from articles a cross join lateral (${bestTranslation(scope)}) l
      where ${visibleArticles(scope)} and a.state <> 'archived' and a.id = ${articleId}`);
    const { slug, title } = orNotFound(rows[0]);
    const createdAt = clock.now();
    const day = createdAt.toISOString().slice(0, 10);
    const noted = await tx
      .insert(articleDeflections)
      .values({ tenantId: scope.tenant.id, articleId, contactId: scope.actor.id, day, createdAt })
      .onConflictDoNothing()
      .returning({ day: articleDeflections.day });
    if (noted.length > 0) {
      await record(tx, scope, 'article.deflected', articleId, { after: { name: title } });
    }
    return { slug };
  });
}
