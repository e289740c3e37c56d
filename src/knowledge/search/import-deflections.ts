import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { recordEach } from '@/audit/record';
import { articleDeflections } from './tables';

/** A ticket that an article made needless once, as it comes from a demo. */
export interface PastDeflection {
  articleId: string;
  contactId: string;
  at: Date;
}

/** Writes tickets that were not opened in the past: no rule of the present is asked. */
export async function importDeflections(
  scope: Scope<System>,
  past: readonly PastDeflection[],
): Promise<void> {
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    await tx
      .insert(articleDeflections)
      .values(
        past.map(({ at, ...one }) => ({
          ...{ tenantId, ...one },
          ...{ day: at.toISOString().slice(0, 10), createdAt: at },
        })),
      )
      .onConflictDoNothing();
    const entries = past.map(({ articleId }) => ({ subjectId: articleId }));
    await recordEach(tx, scope, 'article.deflected', entries);
  });
}
