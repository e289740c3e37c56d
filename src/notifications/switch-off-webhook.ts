import 'server-only';
import { and, eq, gte, isNull } from 'drizzle-orm';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { inWebhooks } from './in-webhooks';
import { webhookDeliveries, webhooks } from './tables';

/**
 * Switches a webhook off that has taken nothing since `since`; what waits for it ends. Nothing
 * happens to one that has taken something, or is off already.
 */
export async function switchOffWebhook(
  scope: Scope<System>,
  { id, since }: { id: string; since: Date },
): Promise<void> {
  const tenantId = scope.tenant.id;
  await inWebhooks(scope, async (tx) => {
    const ofIt = and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.webhookId, id));
    const [taken] = await tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(and(ofIt, gte(webhookDeliveries.deliveredAt, since)))
      .limit(1);
    if (taken) return;
    const [row] = await tx
      .update(webhooks)
      .set({ disabledAt: clock.now() })
      .where(and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, id), isNull(webhooks.disabledAt)))
      .returning({ url: webhooks.url });
    if (!row) return;
    await tx
      .update(webhookDeliveries)
      .set({ state: 'failed', lastError: 'switchedOff' })
      .where(and(ofIt, eq(webhookDeliveries.state, 'queued')));
    await record(tx, scope, 'webhook.switchedOff', id, { before: { host: new URL(row.url).host } });
  });
}
