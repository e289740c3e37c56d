import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, refuseUnless } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { webhooksCan } from './policy';
import { queueDelivery } from './queue-delivery';
import { viewOf, type WebhookDeliveryView } from './read-webhooks';
import { webhookDeliveries, webhooks } from './tables';

export const ReplayDelivery = z.object({ id: z.uuid(), deliveryId: z.uuid() });

/**
 * Sends once more what was sent before, as a delivery of its own with the same event id. Refuses
 * (409) where the webhook is off or the delivery is still on its way.
 */
export async function replayDelivery(
  scope: Scope<Staff>,
  { id, deliveryId }: z.infer<typeof ReplayDelivery>,
): Promise<WebhookDeliveryView> {
  refuseUnlessPermitted(webhooksCan.change(scope));
  const tenantId = scope.tenant.id;
  return inTransaction(scope, async (tx) => {
    const [found] = await tx
      .select({ delivery: webhookDeliveries, disabledAt: webhooks.disabledAt, url: webhooks.url })
      .from(webhookDeliveries)
      .innerJoin(
        webhooks,
        and(eq(webhooks.tenantId, tenantId), eq(webhooks.id, webhookDeliveries.webhookId)),
      )
      .where(
        and(
          eq(webhookDeliveries.tenantId, tenantId),
          eq(webhookDeliveries.webhookId, id),
          eq(webhookDeliveries.id, deliveryId),
        ),
      );
    const { delivery, disabledAt, url } = orNotFound(found);
    refuseUnless(!disabledAt, 'webhooks.isOff');
    refuseUnless(delivery.state !== 'queued', 'webhooks.onItsWay');
    const { event, payload } = delivery;
    const again = await queueDelivery(tx, scope, { id: newId(), webhookId: id, event, payload });
    await record(tx, scope, 'webhook.replayed', id, {
      after: { host: new URL(url).host, event, deliveryId: again!.id },
    });
    return viewOf(again!);
  });
}
