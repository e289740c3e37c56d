import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { readEnv } from '@/platform/env';
import { lockDomainsOf } from './lock-domains';
import { type DomainRow, moveDomain } from './move-domain';
import { domains } from './tables';

/**
 * Lets a custom host answer. The first time it takes over as the host that links name, and the
 * one before goes on to answer by leading there. A host without HTTPS takes nothing over by itself
 * where other hosts can have it.
 */
export async function activateDomain(
  tx: Tx,
  domain: Pick<DomainRow, 'tenantId' | 'id' | 'host' | 'state' | 'isSecure'>,
  { isSecure }: { isSecure: boolean },
): Promise<boolean> {
  const { tenantId, id, state } = domain;
  const isFirstTime = state === 'verified' || state === 'issuing' || state === 'failed';
  const takesOver = isFirstTime && (isSecure || readEnv().HTTPS_PORT === undefined);
  if (takesOver) {
    await lockDomainsOf(tx, tenantId);
    await tx
      .update(domains)
      .set({ isPrimary: false })
      .where(and(eq(domains.tenantId, tenantId), eq(domains.isPrimary, true), ne(domains.id, id)));
  }
  return moveDomain(tx, domain, 'active', {
    isSecure,
    ...(takesOver ? { isPrimary: true } : {}),
  });
}
