import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { webhookDeliveries } from './tables';

/** The queue's key of one delivery: a second job for it replaces a waiting one. */
export const webhookKey = (deliveryId: string) => `webhook:${deliveryId}`;

/** Writes a delivery and orders it, both when `tx` commits; undefined where it is there already. */
export async function queueDelivery(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  delivery: Pick<typeof webhookDeliveries.$inferInsert, 'id' | 'webhookId' | 'event' | 'payload'>,
): Promise<typeof webhookDeliveries.$inferSelect | undefined> {
  const now = clock.now();
  const [row] = await tx
    .insert(webhookDeliveries)
    .values({ ...delivery, tenantId: tenant.id, nextTryAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (row) await enqueueDelivery(tx, tenant.id, row.id);
  return row;
}

export function enqueueDelivery(
  tx: Tx,
  tenantId: string,
  deliveryId: string,
  runAt?: Date,
): Promise<void> {
  const order = { jobKey: webhookKey(deliveryId), ...(runAt && { runAt }) };
  return enqueue(tx, 'deliverWebhook', { tenantId, deliveryId }, order);
}
