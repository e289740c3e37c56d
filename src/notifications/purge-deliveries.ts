import 'server-only';
import { and, eq, lt, ne } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, days } from '@/platform/clock';
import { webhookDeliveries } from './tables';

/** Removes what was sent to webhooks more than thirty days ago. */
export async function purgeDeliveries(scope: Scope<System>): Promise<{ removed: number }> {
  const gone = await inTransaction(scope, (tx) =>
    tx
      .delete(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.tenantId, scope.tenant.id),
          ne(webhookDeliveries.state, 'queued'),
          lt(webhookDeliveries.createdAt, new Date(clock.now().getTime() - days(30))),
        ),
      )
      .returning({ id: webhookDeliveries.id }),
  );
  return { removed: gone.length };
}
