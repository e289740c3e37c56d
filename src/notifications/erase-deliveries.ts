import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { webhookDeliveries } from './tables';

/** Takes the values out of what webhooks were, or are still to be, told about these subjects. */
export async function eraseDeliveriesAbout(
  tx: Tx,
  scope: { tenant: { id: string } },
  subjectIds: readonly string[],
): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ payload: sql`${webhookDeliveries.payload} || '{"before": null, "after": null}'::jsonb` })
    .where(
      and(
        eq(webhookDeliveries.tenantId, scope.tenant.id),
        inArray(sql`${webhookDeliveries.payload} ->> 'subjectId'`, [...subjectIds]),
      ),
    );
}
