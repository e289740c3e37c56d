import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { domains } from '@/tenants/tables';
import { ordersManagedHosts } from '@/tenants/urls';
import { orderCertificate } from './order-certificate';

export const OrderManagedHost = z.object({ domainId: z.uuid() });

/**
 * Orders the first certificate of a tenant's managed host, where each gets one of its own. Does
 * nothing where it has one, or where one certificate covers them all.
 */
export async function orderManagedHost(
  scope: Scope<System>,
  { domainId }: z.infer<typeof OrderManagedHost>,
): Promise<void> {
  if (!ordersManagedHosts()) return;
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const [domain] = await tx
      .select({ host: domains.host })
      .from(domains)
      .where(
        and(
          eq(domains.tenantId, tenantId),
          eq(domains.id, domainId),
          eq(domains.kind, 'managed'),
          eq(domains.isSecure, false),
          isNull(domains.releasedAt),
        ),
      );
    if (domain) await orderCertificate(tx, { tenantId, host: domain.host });
  });
}
