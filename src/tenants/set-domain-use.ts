import 'server-only';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { DomainRow } from './move-domain';
import { domains } from './tables';
import { tellHostsOf } from './tell-hosts';

/** How a tenant wants a custom host of theirs used. What is left out stays. */
export interface DomainUse {
  hsts?: boolean | undefined;
  /** True: links name it, and no other any more. False: links name the managed host. */
  isPrimary?: boolean | undefined;
}

/**
 * Changes it inside the caller's transaction, who holds `lockDomainsOf`. Undefined where the host
 * was given up in this moment.
 */
export async function setDomainUse(
  tx: Tx,
  { tenantId, id }: Pick<DomainRow, 'tenantId' | 'id'>,
  { hsts, isPrimary }: DomainUse,
): Promise<string | undefined> {
  if (isPrimary) {
    await tx
      .update(domains)
      .set({ isPrimary: false })
      .where(and(eq(domains.tenantId, tenantId), eq(domains.isPrimary, true), ne(domains.id, id)));
  }
  const [used] = await tx
    .update(domains)
    .set({
      ...(hsts === undefined ? {} : { hsts }),
      ...(isPrimary === undefined ? {} : { isPrimary }),
    })
    .where(and(eq(domains.tenantId, tenantId), eq(domains.id, id), isNull(domains.releasedAt)))
    .returning({ id: domains.id });
  await tellHostsOf(tx, tenantId);
  return used?.id;
}
