import 'server-only';
import { and, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { tryLock } from '@/platform/advisory-lock';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import type { DomainRow } from '@/tenants/move-domain';
import { domainOfOrder } from './may-issue';
import { certificateOrders } from './tables';

export type OrderRow = typeof certificateOrders.$inferSelect;

/** Leave to work on one order, alone in the whole installation. */
export interface Lease {
  /** As it stands in the database. */
  order: OrderRow;
  /**
   * Writes a step down, with what `also` does in the same transaction, and prolongs the lease.
   * `also` gets the order's domain, held: it is locked before the order, as by everybody who
   * locks both. Throws `LeaseLost` where somebody else works on the order by now.
   */
  keep(change: Partial<OrderRow>, also?: Also): Promise<void>;
  /** Where it ends soon. */
  prolong(): Promise<void>;
}

/** `domain` is undefined where the host was given up while the order was under way. */
type Also = (tx: Tx, domain: DomainRow | undefined) => Promise<unknown>;

class LeaseLost extends Error {}

/** Longer than any one request; after it whoever held it is taken for dead. */
const lease = 30_000;

/**
 * Runs `work` with the order where its time has come and nobody else works on it; else does
 * nothing. The lock keeps others out at once, the lease keeps them out where the lock's
 * connection broke, and frees the order of a process that was killed.
 */
export async function withLease(
  scope: Scope<System>,
  orderId: string,
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const unlock = await tryLock(`certificate order ${orderId}`);
  if (!unlock) return;
  try {
    const token = newId();
    const order = await take(scope, orderId, token);
    if (!order) return;
    const held = holder(scope, order, token);
    await work(held);
    if (held.order.leaseToken) await held.keep({ leaseToken: null, leaseUntil: null });
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  } finally {
    await unlock();
  }
}

async function take(scope: Scope<System>, orderId: string, token: string) {
  const now = clock.now();
  const directoryUrl = readEnv().ACME_DIRECTORY_URL ?? '';
  const [order] = await inTransaction(scope, (tx) =>
    tx
      .update(certificateOrders)
      .set({ leaseToken: token, leaseUntil: new Date(now.getTime() + lease) })
      .where(
        and(
          eq(certificateOrders.tenantId, scope.tenant.id),
          eq(certificateOrders.id, orderId),
          isNull(certificateOrders.endedAt),
          // What waits for another authority need not wait any more.
          or(
            lte(certificateOrders.nextTryAt, now),
            ne(certificateOrders.directoryUrl, directoryUrl),
          ),
          or(isNull(certificateOrders.leaseUntil), lte(certificateOrders.leaseUntil, now)),
        ),
      )
      .returning(),
  );
  return order;
}

function holder(scope: Scope<System>, order: OrderRow, token: string): Lease {
  const held: Lease = {
    order,
    async prolong() {
      const left = (held.order.leaseUntil?.getTime() ?? 0) - clock.now().getTime();
      if (left < lease / 2) await held.keep({});
    },
    async keep(change, also) {
      const leaseUntil = new Date(clock.now().getTime() + lease);
      held.order = await inTransaction(scope, async (tx) => {
        const domain = also && (await domainOfOrder(tx, order));
        const [row] = await tx
          .update(certificateOrders)
          .set({ leaseUntil, ...change })
          .where(
            and(
              eq(certificateOrders.tenantId, scope.tenant.id),
              eq(certificateOrders.id, order.id),
              eq(certificateOrders.leaseToken, token),
            ),
          )
          .returning();
        if (!row) throw new LeaseLost();
        await also?.(tx, domain);
        return row;
      });
    },
  };
  return held;
}
