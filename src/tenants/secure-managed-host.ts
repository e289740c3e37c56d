import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { domains } from './tables';
import { tellHostsOf } from './tell-hosts';

/** The managed host has a certificate of its own from now on: its tenant's links say `https`. */
export async function secureManagedHost(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<void> {
  await tx
    .update(domains)
    .set({ isSecure: true })
    .where(and(eq(domains.tenantId, tenantId), eq(domains.id, id), eq(domains.kind, 'managed')));
  await tellHostsOf(tx, tenantId);
}
