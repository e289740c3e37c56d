import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { saveSetting } from '@/settings/save-setting';
import { webhooks } from './tables';

/**
 * Changes webhooks, one change of a tenant after the other, and keeps among the settings what
 * those that are on want to hear of: that is how the audit log knows, without asking.
 */
export function inWebhooks<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(scope, async (tx) => {
    await saveSetting(tx, scope, 'webhooks', {}); // whoever comes second waits here
    const done = await work(tx);
    const on = await tx
      .select({ events: webhooks.events })
      .from(webhooks)
      .where(and(eq(webhooks.tenantId, scope.tenant.id), isNull(webhooks.disabledAt)));
    const events = [...new Set(on.flatMap((webhook) => webhook.events))].sort();
    await saveSetting(tx, scope, 'webhooks', { events });
    return done;
  });
}
