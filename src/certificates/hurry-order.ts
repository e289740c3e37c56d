import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { certificateOrders } from './tables';

/**
 * Takes off an order's own pause, because somebody has mended what it failed for. What the
 * authority or the budget asks us to wait is kept elsewhere, and still waited for.
 */
export async function hurryOrder(
  tx: Tx,
  { tenantId, orderId }: { tenantId: string; orderId: string },
): Promise<void> {
  await tx
    .update(certificateOrders)
    .set({ nextTryAt: clock.now() })
    .where(
      and(
        eq(certificateOrders.tenantId, tenantId),
        eq(certificateOrders.id, orderId),
        isNull(certificateOrders.endedAt),
      ),
    );
}
