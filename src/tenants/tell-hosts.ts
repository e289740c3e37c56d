import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { type Channel, notify } from '@/platform/notify';
import { domains } from './tables';

/** Every process asks anew who answers at this host. */
export async function tellHost(tx: Tx, host: string): Promise<void> {
  await notify(tx, 'servicedesk_domains', { host });
}

/** After what all hosts of a tenant know of each other has changed, such as the primary one. */
export async function tellHostsOf(tx: Tx, tenantId: string): Promise<void> {
  const channel: Channel = 'servicedesk_domains';
  await tx
    .select({ told: sql`pg_notify(${channel}, json_build_object('host', ${domains.host})::text)` })
    .from(domains)
    .where(and(eq(domains.tenantId, tenantId), isNull(domains.releasedAt)));
}
