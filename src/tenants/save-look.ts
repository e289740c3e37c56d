import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { DomainRow } from './move-domain';
import { domains } from './tables';

/** What a look at a host's DNS leaves in its row, whether or not it moves the domain. */
export type Look = Pick<DomainRow, 'diagnosis' | 'checkedAt' | 'nextCheckAt' | 'checksFailed'>;

export async function saveLook(
  tx: Tx,
  { tenantId, id }: Pick<DomainRow, 'tenantId' | 'id'>,
  look: Look,
): Promise<void> {
  await tx
    .update(domains)
    .set(look)
    .where(and(eq(domains.tenantId, tenantId), eq(domains.id, id)));
}
