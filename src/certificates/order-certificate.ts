import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import { registeredDomainOf } from '@/tenants/registered-domain';
import { certificateOrders } from './tables';

export interface WantedCertificate {
  tenantId: string;
  host: string;
  /** ARI's id of the certificate that it replaces. */
  replaces?: string;
}

/** The queue's key of an order's next step: a second job for it replaces the waiting one. */
export const orderKey = (orderId: string) => `order:${orderId}`;

/**
 * Puts down that a host wants a certificate and wakes whoever works on orders, both when `tx`
 * commits. A host has one live order: a second wish finds the first (`certificate_orders_live`).
 * Returns the order's id. Throws where no certificate authority is configured.
 */
export async function orderCertificate(
  tx: Tx,
  { tenantId, host, replaces }: WantedCertificate,
): Promise<string> {
  const directoryUrl = readEnv().ACME_DIRECTORY_URL;
  if (!directoryUrl) throw new Error('there is no certificate authority');
  const id = newId();
  const made = await tx
    .insert(certificateOrders)
    .values({
      tenantId,
      id,
      host,
      directoryUrl,
      registeredDomain: registeredDomainOf(host),
      replaces: replaces ?? null,
      nextTryAt: clock.now(),
    })
    .onConflictDoNothing()
    .returning({ id: certificateOrders.id });
  const orderId = made[0]?.id ?? (await liveOrder(tx, tenantId, host));
  await enqueue(tx, 'workOnOrder', { tenantId, orderId }, { jobKey: orderKey(orderId) });
  return orderId;
}

async function liveOrder(tx: Tx, tenantId: string, host: string): Promise<string> {
  const [row] = await tx
    .select({ id: certificateOrders.id })
    .from(certificateOrders)
    .where(
      and(
        eq(certificateOrders.tenantId, tenantId),
        eq(certificateOrders.host, host),
        isNull(certificateOrders.endedAt),
      ),
    );
  if (!row) throw new Error(`the order for ${host} ended in this moment`);
  return row.id;
}
