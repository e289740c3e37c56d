import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { recordEach } from '@/audit/record';
import { newId } from '@/platform/ids';
import type { OwnFeedback } from './feedback';
import { articleFeedback } from './tables';

/** What a contact said of an article once, as it comes from a demo. */
export interface PastFeedback extends OwnFeedback {
  articleId: string;
  language: string;
  contactId: string;
  createdAt: Date;
}

/** Writes what contacts said of the first version of articles: no rule of the present is asked. */
export async function importFeedback(
  scope: Scope<System>,
  past: readonly PastFeedback[],
): Promise<void> {
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    await tx.insert(articleFeedback).values(
      past.map((one) => ({
        ...{ tenantId, id: newId(one.createdAt.getTime()), version: 1 },
        voterKey: `contact:${one.contactId}`,
        state: one.verdict === 'no' ? ('open' as const) : ('handled' as const),
        ...one,
      })),
    );
    await recordEach(
      tx,
      scope,
      'article.feedbackGiven',
      past.map(({ articleId, verdict }) => ({ subjectId: articleId, after: { verdict } })),
    );
  });
}
