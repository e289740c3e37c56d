import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { domains } from './tables';

/**
 * Makes whatever concerns all hosts of a tenant (their number, which one is primary) wait for the
 * one before, until `tx` ends. Whoever has locked a host may still ask for this; whoever has this
 * waits for no host that isn't served yet, so that two can't wait for each other.
 */
export async function lockDomainsOf(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .select({ id: domains.id })
    .from(domains)
    .where(and(eq(domains.tenantId, tenantId), eq(domains.kind, 'managed')))
    .for('update');
}
