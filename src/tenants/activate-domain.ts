import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { lockDomainsOf } from './lock-domains';
import { type DomainRow, moveDomain, tellHost } from './move-domain';
import { domains } from './tables';

/**
 * Lets a custom host answer. The first time it takes over as the host that links name, and the
 * one before goes on to answer by leading there. Every host of the tenant is asked about anew.
 */
export async function activateDomain(
  tx: Tx,
  domain: Pick<DomainRow, 'tenantId' | 'id' | 'host' | 'state' | 'isSecure'>,
  { isSecure }: { isSecure: boolean },
): Promise<boolean> {
  const { tenantId, id, state } = domain;
  const isFirstTime = state === 'verified' || state === 'issuing' || state === 'failed';
  if (isFirstTime) {
    await lockDomainsOf(tx, tenantId);
    await tx
      .update(domains)
      .set({ isPrimary: false })
      .where(and(eq(domains.tenantId, tenantId), eq(domains.isPrimary, true), ne(domains.id, id)));
  }
  const moved = await moveDomain(tx, domain, 'active', {
    isSecure,
    ...(isFirstTime ? { isPrimary: true } : {}),
  });
  if (moved) await tellHostsOf(tx, tenantId);
  return moved;
}

/** After what all hosts of a tenant know of each other has changed, such as the primary one. */
export async function tellHostsOf(tx: Tx, tenantId: string): Promise<void> {
  const hosts = await tx
    .select({ host: domains.host })
    .from(domains)
    .where(eq(domains.tenantId, tenantId));
  for (const { host } of hosts) await tellHost(tx, host);
}
