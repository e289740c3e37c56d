import 'server-only';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import type { DomainRow } from '@/tenants/move-domain';
import { domains } from '@/tenants/tables';
import { ordersManagedHosts } from '@/tenants/urls';
import type { Pause } from './breaker';
import { askBudget } from './budget';
import type { Diagnosis } from './diagnosis';
import type { Failed } from './failures';
import type { OrderRow } from './lease';
import { openKey } from './sealed-keys';
import { certificateOrders, certificates } from './tables';

/**
 * The decision before a new order: `notWanted` where nobody needs the certificate any more,
 * `stored` where the tenant has one for the host that is good for a while yet.
 */
export type Decision =
  | { kind: 'order' }
  | { kind: 'notWanted' }
  | { kind: 'stored' }
  | ({ kind: 'wait' } & Pause)
  | { kind: 'failed'; failed: Failed };

/** Decides by what we know ourselves; nothing is asked of the authority. */
export async function mayIssue(
  tx: Tx,
  order: OrderRow,
  domain: DomainRow | undefined,
): Promise<Decision> {
  if (!domain || !isWanted(domain)) return { kind: 'notWanted' };
  if (await isStored(tx, order)) return { kind: 'stored' };
  const diagnosis = domain.diagnosis as Diagnosis | null;
  if (diagnosis?.mayIssue === false) {
    const found = diagnosis.findings.find(({ check, cause }) => check === 'caa' && cause)?.cause;
    const failure = found ?? { key: 'caaRefused', values: { host: order.host, detail: 'CAA' } };
    return {
      kind: 'failed',
      failed: { failure, isValidation: false, isFinal: true, isConnection: false },
    };
  }
  const spent = await askBudget(tx, order);
  return spent ? { kind: 'wait', ...spent } : { kind: 'order' };
}

/** The tenant's domain that the order is for, held until `tx` ends. */
export async function domainOfOrder(
  tx: Tx,
  { tenantId, host }: Pick<OrderRow, 'tenantId' | 'host'>,
): Promise<DomainRow | undefined> {
  const [domain] = await tx
    .select()
    .from(domains)
    .where(and(eq(domains.tenantId, tenantId), eq(domains.host, host), isNull(domains.releasedAt)))
    .for('update');
  return domain;
}

/** Of the same authority, not due for renewal, and its key opens. */
async function isStored(tx: Tx, { tenantId, host, directoryUrl }: OrderRow): Promise<boolean> {
  const [stored] = await tx
    .select({ keySealed: certificates.keySealed, renewAt: certificates.renewAt })
    .from(certificates)
    .where(
      and(
        eq(certificates.tenantId, tenantId),
        eq(certificates.host, host),
        isNull(certificates.replacedAt),
      ),
    );
  if (!stored || stored.renewAt <= clock.now() || !openKey(stored.keySealed)) return false;
  const [issued] = await tx
    .select({ directoryUrl: certificateOrders.directoryUrl })
    .from(certificateOrders)
    .where(
      and(
        eq(certificateOrders.tenantId, tenantId),
        eq(certificateOrders.host, host),
        eq(certificateOrders.state, 'issued'),
      ),
    )
    .orderBy(desc(certificateOrders.endedAt))
    .limit(1);
  return issued?.directoryUrl === directoryUrl;
}

function isWanted({ kind, state }: DomainRow): boolean {
  if (kind === 'managed') return ordersManagedHosts();
  return state !== 'waitingForDns' && state !== 'dangling';
}
