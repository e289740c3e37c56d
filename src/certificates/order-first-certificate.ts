import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { readEnv } from '@/platform/env';
import { leadsHere } from '@/tenants/domain-states';
import { domains } from '@/tenants/tables';
import { ordersManagedHosts } from '@/tenants/urls';
import { orderCertificate } from './order-certificate';

export const OrderFirstCertificate = z.object({ domainId: z.uuid() });

/**
 * Orders the first certificate of a host that answers without one: a managed host, where each gets
 * one of its own, or a custom host that went active while there was no authority. Does nothing
 * where it has one, or where one certificate covers all managed hosts.
 */
export async function orderFirstCertificate(
  scope: Scope<System>,
  { domainId }: z.infer<typeof OrderFirstCertificate>,
): Promise<void> {
  if (!readEnv().ACME_DIRECTORY_URL) return;
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const [domain] = await tx
      .select({ host: domains.host, kind: domains.kind, state: domains.state })
      .from(domains)
      .where(
        and(
          eq(domains.tenantId, tenantId),
          eq(domains.id, domainId),
          eq(domains.isSecure, false),
          isNull(domains.releasedAt),
        ),
      );
    if (!domain || !leadsHere(domain.state)) return;
    if (domain.kind === 'managed' && !ordersManagedHosts()) return;
    await orderCertificate(tx, { tenantId, host: domain.host });
  });
}
