import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { DomainRow } from '@/tenants/move-domain';
import { domains } from '@/tenants/tables';
import { ordersManagedHosts } from '@/tenants/urls';
import type { Pause } from './breaker';
import { askBudget } from './budget';
import type { Diagnosis } from './diagnosis';
import type { Failed } from './failures';
import type { OrderRow } from './lease';

/** The decision before a new order: `notWanted` where nobody needs the certificate any more. */
export type Decision =
  | { kind: 'order' }
  | { kind: 'notWanted' }
  | ({ kind: 'wait' } & Pause)
  | { kind: 'failed'; failed: Failed };

/** Decides by what we know ourselves; nothing is asked of the authority. */
export async function mayIssue(tx: Tx, order: OrderRow): Promise<Decision> {
  const domain = await domainOfOrder(tx, order);
  if (!domain || !isWanted(domain)) return { kind: 'notWanted' };
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

function isWanted({ kind, state }: DomainRow): boolean {
  if (kind === 'managed') return ordersManagedHosts();
  return state !== 'waitingForDns' && state !== 'dangling';
}
