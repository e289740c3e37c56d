import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { leadsHere } from '@/tenants/domain-states';
import { ordersManagedHosts } from '@/tenants/urls';
import { domainOfOrder } from './may-issue';
import { orderCertificate } from './order-certificate';
import { certificates } from './tables';

export const RenewCertificate = z.object({ certificateId: z.uuid() });

export type CertificateRow = typeof certificates.$inferSelect;

/**
 * Orders the successor of a certificate whose time has come. Does nothing where there is one
 * already, or one on its way, or where the host is not to have one of its own any more.
 */
export async function renewCertificate(
  scope: Scope<System>,
  { certificateId }: z.infer<typeof RenewCertificate>,
): Promise<void> {
  if (!readEnv().ACME_DIRECTORY_URL) return;
  await inTransaction(scope, async (tx) => {
    const row = await currentCertificate(tx, scope, certificateId);
    if (!row || row.renewAt > clock.now()) return;
    const { tenantId, host, renewalWindow, ariId } = row;
    const domain = await domainOfOrder(tx, row);
    if (!domain || !leadsHere(domain.state)) return;
    if (domain.kind === 'managed' && !ordersManagedHosts()) return;
    const replaces = renewalWindow && ariId ? { replaces: ariId } : {};
    await orderCertificate(tx, { tenantId, host, ...replaces });
  });
}

/** The row where it is its host's current certificate. */
export async function currentCertificate(
  tx: Tx,
  { tenant }: Scope<System>,
  certificateId: string,
): Promise<CertificateRow | undefined> {
  const [row] = await tx
    .select()
    .from(certificates)
    .where(
      and(
        eq(certificates.tenantId, tenant.id),
        eq(certificates.id, certificateId),
        isNull(certificates.replacedAt),
      ),
    );
  return row;
}
