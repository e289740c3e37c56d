import 'server-only';
import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { attachmentStore } from '@/platform/attachment-store';
import { clock, days } from '@/platform/clock';
import { articleImports } from './tables';

/**
 * Removes plans that nobody ran within a day, what is a month old of imports that have ended, and what
 * is two months old of those that no worker ever took.
 */
export async function purgeArticleImports(scope: Scope<System>): Promise<void> {
  const ago = (count: number) => new Date(clock.now().getTime() - days(count));
  const gone = await inTransaction(scope, (tx) =>
    tx
      .delete(articleImports)
      .where(
        and(
          eq(articleImports.tenantId, scope.tenant.id),
          or(
            and(isNull(articleImports.startedAt), lt(articleImports.createdAt, ago(1))),
            and(isNotNull(articleImports.doneAt), lt(articleImports.doneAt, ago(30))),
            lt(articleImports.createdAt, ago(60)),
          ),
        ),
      )
      .returning({ storageKey: articleImports.storageKey }),
  );
  for (const { storageKey } of gone) if (storageKey) await attachmentStore().remove(storageKey);
}
