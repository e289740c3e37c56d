import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { clock, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import { log } from '@/platform/log';
import { type DomainState, leadsHere } from '@/tenants/domain-states';
import { type DomainRow, moveDomain } from '@/tenants/move-domain';
import { budget, issuanceCounts } from './budget';
import { type Failed, pauseAfter } from './failures';
import type { Lease, OrderRow } from './lease';
import { orderKey } from './order-certificate';
import { riskBegins } from './renewal-time';
import { certificateOrders, certificates, type Failure } from './tables';

/** Those within two hours, and daily ones for a week. */
const mostTries = 10;

const noLease = { leaseToken: null, leaseUntil: null };

/** The order goes on at `until`; nothing was wrong with it. */
export async function postponeOrder(
  lease: Lease,
  {
    until,
    failure = lease.order.failure ?? undefined,
  }: { until: Date; failure?: Failure | undefined },
): Promise<void> {
  const { order } = lease;
  const change = { nextTryAt: until, failure: failure ?? null, ...noLease };
  await lease.keep(change, async (tx, domain) => {
    if (failure) await warnDomain(tx, order, domain, failure, { isFinal: false });
    await wakeAt(tx, order, until);
  });
}

/** The host needs no certificate any more. */
export async function dropOrder(lease: Lease): Promise<void> {
  await lease.keep({ state: 'failed', failure: null, endedAt: clock.now(), ...noLease });
}

/**
 * Ends this try and puts down the next one: after 1, 10 and 100 minutes, then daily, and at once
 * by TLS-ALPN-01 where port 80 turned out to be closed. A cause that is new is audited; one that
 * trying can't mend shows as the domain's state, and a host that was given up for it isn't tried
 * again, nor one given up for another cause after a week: somebody has to ask for it.
 */
export async function failTry(scope: Scope<System>, lease: Lease, failed: Failed): Promise<void> {
  const { order } = lease;
  const { failure, isValidation } = failed;
  const now = clock.now();
  const next = nextTry(order, failed, now);
  log.warn('certificate.notIssued', { host: order.host, attempts: next.attempts, failure });
  const ended = {
    state: 'failed',
    failure,
    failedValidations: isValidation ? 1 : 0,
    lastFailedAt: now,
    endedAt: now,
    ...noLease,
  } as const;
  await lease.keep(ended, async (tx, domain) => {
    const { failedValidations } = await issuanceCounts(tx, order);
    const isFinal = failed.isFinal || failedValidations >= budget.failedValidations;
    const state = await warnDomain(tx, order, domain, failure, { isFinal });
    if (failure.key !== order.failure?.key) {
      await record(tx, scope, 'certificate.failed', domain?.id ?? order.id, {
        after: { host: order.host, cause: failure.key },
      });
    }
    if (state === 'failed' && (failed.isFinal || next.attempts > mostTries)) return;
    await tx.insert(certificateOrders).values(next);
    await wakeAt(tx, next, next.nextTryAt);
  });
}

function nextTry(order: OrderRow, { failure, isConnection }: Failed, now: Date) {
  const { tenantId, host, registeredDomain, replaces, challengeKind } = order;
  const attempts = order.attempts + 1;
  const other = challengeKind === 'http-01' ? ('tls-alpn-01' as const) : ('http-01' as const);
  const switches = isConnection && challengeKind !== null;
  const pause = switches && other === 'tls-alpn-01' && attempts === 1 ? 0 : pauseAfter(attempts);
  return {
    tenantId,
    id: newId(),
    host,
    registeredDomain,
    directoryUrl: readEnv().ACME_DIRECTORY_URL ?? order.directoryUrl,
    replaces,
    attempts,
    failure,
    challengeKind: switches ? other : null,
    nextTryAt: new Date(now.getTime() + pause),
  };
}

/** Longer waits end with the look at what is due, each minute. */
async function wakeAt(tx: Tx, { tenantId, id }: { tenantId: string; id: string }, at: Date) {
  if (at.getTime() - clock.now().getTime() > minutes(1)) return;
  await enqueue(tx, 'workOnOrder', { tenantId, orderId: id }, { runAt: at, jobKey: orderKey(id) });
}

/**
 * Shows on the domain what keeps its certificate away, where it is for people to know: an order
 * that can't succeed, a renewal that fails near the end of the certificate. Returns its state then.
 */
async function warnDomain(
  tx: Tx,
  order: OrderRow,
  domain: DomainRow | undefined,
  cause: Failure,
  { isFinal }: { isFinal: boolean },
): Promise<DomainState | undefined> {
  if (domain?.kind !== 'custom') return domain?.state;
  const { state } = domain;
  if (state === 'issuing' && isFinal) {
    await moveDomain(tx, domain, 'failed', { cause });
    return 'failed';
  }
  const isNew = leadsHere(state) && domain.cause?.key !== cause.key;
  if (!isNew || !(await isNearItsEnd(tx, order))) return state;
  await moveDomain(tx, domain, 'renewalAtRisk', { cause });
  return 'renewalAtRisk';
}

async function isNearItsEnd(tx: Tx, { tenantId, host }: OrderRow): Promise<boolean> {
  const [current] = await tx
    .select({ notBefore: certificates.notBefore, notAfter: certificates.notAfter })
    .from(certificates)
    .where(and(eq(certificates.tenantId, tenantId), eq(certificates.host, host)))
    .orderBy(desc(certificates.notAfter))
    .limit(1);
  return current !== undefined && riskBegins(current) <= clock.now();
}
