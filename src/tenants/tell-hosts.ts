import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { notify } from '@/platform/notify';
import { domains } from './tables';

/** Every process asks anew who answers at this host. */
export async function tellHost(tx: Tx, host: string): Promise<void> {
  await notify(tx, 'servicedesk_domains', { host });
}

/** After what all hosts of a tenant know of each other has changed, such as the primary one. */
export async function tellHostsOf(tx: Tx, tenantId: string): Promise<void> {
  const hosts = await tx
    .select({ host: domains.host })
    .from(domains)
    .where(eq(domains.tenantId, tenantId));
  for (const { host } of hosts) await tellHost(tx, host);
}
