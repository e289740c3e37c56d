import 'server-only';
import { and, eq, lt } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock } from '@/platform/clock';
import { articleSearches } from './tables';

const kept = 90 * 24 * 60 * 60 * 1000;

/** Forgets what nobody has searched for in ninety days. */
export async function purgeSearches(scope: Scope<System>): Promise<void> {
  const before = new Date(clock.now().getTime() - kept);
  await inTransaction(scope, (tx) =>
    tx
      .delete(articleSearches)
      .where(
        and(eq(articleSearches.tenantId, scope.tenant.id), lt(articleSearches.lastAt, before)),
      ),
  );
}
