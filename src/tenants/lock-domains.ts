import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { domains } from './tables';

/**
 * Makes whatever concerns all hosts of a tenant (their number, which one is primary) wait for the
 * one before, until `tx` ends. Taken after the lock of the host that it is about, never before, so
 * that two can't wait for each other.
 */
export async function lockDomainsOf(tx: Tx, tenantId: string): Promise<void> {
  await tx
    .select({ id: domains.id })
    .from(domains)
    .where(and(eq(domains.tenantId, tenantId), eq(domains.kind, 'managed')))
    .for('update');
}
