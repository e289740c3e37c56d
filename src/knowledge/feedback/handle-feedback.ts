import 'server-only';
import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { orNotFound } from '@/platform/errors';
import { type FeedbackState, feedbackStates } from './feedback';
import { articleFeedback } from './tables';

export const HandleFeedback = z.object({
  id: rowUuid,
  /** Where the article is named too, it must be the one. */
  articleId: rowUuid.optional(),
  state: z.enum(feedbackStates).default('handled'),
});

/**
 * Takes an entry out of the feedback queue, or puts it back. Again is harmless. Refuses contacts
 * (403); an unknown entry and a yes, which is none, are not found.
 */
export async function handleFeedback(
  scope: Scope<Staff>,
  input: z.input<typeof HandleFeedback>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, articleId, state } = HandleFeedback.parse(input);
  const isEntry = and(
    eq(articleFeedback.tenantId, scope.tenant.id),
    eq(articleFeedback.id, id),
    eq(articleFeedback.verdict, 'no'),
    articleId === undefined ? undefined : eq(articleFeedback.articleId, articleId),
  );
  await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .select({ articleId: articleFeedback.articleId })
      .from(articleFeedback)
      .where(isEntry);
    const { articleId: about } = orNotFound(row);
    const changed = await tx
      .update(articleFeedback)
      .set({ state })
      .where(and(isEntry, ne(articleFeedback.state, state)))
      .returning({ one: sql`1` });
    if (changed.length === 0) return;
    await record(tx, scope, events[state], about, {
      before: { state: state === 'open' ? 'handled' : 'open' },
      after: { state },
    });
  });
}

const events = {
  handled: 'article.feedbackHandled',
  open: 'article.feedbackReopened',
} as const satisfies Record<FeedbackState, string>;
