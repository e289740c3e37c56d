import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { notify } from '@/platform/notify';
import { type DomainRow, moveDomain } from '@/tenants/move-domain';
import { DomainHost } from './check-domain';
import { domainByHost, refuseUnlessDomainCan } from './find-domain';
import { domainsCan } from './policy';
import { certificateOrders } from './tables';

/**
 * Gives a custom host up: it answers nobody any more, and links name the managed host if they
 * named this one. Its row stays as a tombstone with its claim, so that for 30 days nobody takes
 * the host over by a CNAME that still leads here. Refuses the managed host (409).
 */
export async function releaseDomain(
  scope: Scope<Staff>,
  input: z.input<typeof DomainHost>,
): Promise<void> {
  refuseUnlessPermitted(domainsCan.claim(scope));
  const { host } = DomainHost.parse(input);
  await inTransaction(scope, async (tx) => {
    const domain = await domainByHost(tx, scope, host, { locked: true });
    refuseUnlessDomainCan(scope, 'release', domain);
    const releasedAt = clock.now();
    const change = { releasedAt, isPrimary: false, nextCheckAt: null };
    await moveDomain(tx, domain, 'released', change);
    await endOrder(tx, domain, releasedAt);
    await notify(tx, 'servicedesk_certificates', { host: domain.host });
    await record(tx, scope, 'domain.released', domain.id, {
      before: { host: domain.host, state: domain.state, isPrimary: domain.isPrimary },
    });
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
