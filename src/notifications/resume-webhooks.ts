import 'server-only';
import { and, eq, lt, sql } from 'drizzle-orm';
import { atTheDoor, inTenant } from '@/access/in-transaction';
import { clock, minutes } from '@/platform/clock';
import { enqueueDelivery } from './queue-delivery';
import { webhookDeliveries } from './tables';

/**
 * Orders again what should have left a minute ago: a process was killed while it was sending, and
 * the queue would hold its job back for hours. Every minute; repeating it is harmless.
 */
export async function resumeWebhooks(): Promise<void> {
  const late = new Date(clock.now().getTime() - minutes(1));
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from app.tenants_with_due_webhooks(${late.toISOString()}::timestamptz) as id`,
    ),
  );
  for (const { id: tenantId } of rows) {
    await inTenant(tenantId, async (tx) => {
      const waiting = await tx
        .select({ id: webhookDeliveries.id })
        .from(webhookDeliveries)
        .where(
          and(
            eq(webhookDeliveries.tenantId, tenantId),
            eq(webhookDeliveries.state, 'queued'),
            lt(webhookDeliveries.nextTryAt, late),
          ),
        )
        .limit(500);
      for (const { id } of waiting) await enqueueDelivery(tx, tenantId, id);
    });
  }
}
