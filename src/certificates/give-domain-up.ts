import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { notify } from '@/platform/notify';
import { type DomainRow, moveDomain } from '@/tenants/move-domain';
import type { DomainCause } from '@/tenants/tables';
import { certificateOrders } from './tables';

/**
 * Lets go of a custom host, whose row is locked in `tx`: it answers nobody any more, and its row
 * stays as a tombstone. `cause`: why we do it by ourselves.
 */
export async function giveDomainUp(
  tx: Tx,
  scope: Scope,
  domain: DomainRow,
  cause: DomainCause | null = null,
): Promise<void> {
  const { id, host, state, isPrimary } = domain;
  const releasedAt = clock.now();
  await moveDomain(tx, domain, 'released', {
    releasedAt,
    isPrimary: false,
    nextCheckAt: null,
    ...(cause ? { cause } : {}),
  });
  await endOrder(tx, domain, releasedAt);
  await notify(tx, 'servicedesk_certificates', { host });
  await record(tx, scope, 'domain.released', id, {
    before: { host, state, isPrimary },
    ...(cause ? { after: { cause: cause.key } } : {}),
  });
}

/** Nobody wants the certificate any more that was still being ordered. */
async function endOrder(tx: Tx, { tenantId, host }: DomainRow, endedAt: Date): Promise<void> {
  await tx
    .update(certificateOrders)
    .set({ state: 'failed', endedAt, failure: { key: 'released', values: { host } } })
    .where(
      and(
        eq(certificateOrders.tenantId, tenantId),
        eq(certificateOrders.host, host),
        isNull(certificateOrders.endedAt),
      ),
    );
}
