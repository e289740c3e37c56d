import 'server-only';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { notify } from '@/platform/notify';
import { activateDomain } from '@/tenants/activate-domain';
import { mayFollow } from '@/tenants/domain-states';
import type { DomainRow } from '@/tenants/move-domain';
import { secureManagedHost } from '@/tenants/secure-managed-host';
import { tellHost } from '@/tenants/tell-hosts';
import type { Lease, OrderRow } from './lease';
import { readCertificate } from './read-certificate';
import { renewalInstant } from './renewal-time';
import { openKey, sealKey } from './sealed-keys';
import { certificates } from './tables';

const noLease = { leaseToken: null, leaseUntil: null };

/**
 * Ends an order with its certificate: appended, told to every process, and the host answers under
 * it. False where the chain is none for the order's host and key; then nothing has changed.
 */
export async function storeCertificate(
  scope: Scope<System>,
  lease: Lease,
  chain: string,
): Promise<boolean> {
  const { order } = lease;
  const { tenantId, host, keySealed } = order;
  const key = keySealed && openKey(keySealed);
  const facts = key ? readCertificate(chain, { key, hosts: [host] }) : undefined;
  if (!key || !facts) return false;
  const now = clock.now();
  await lease.keep({ state: 'issued', endedAt: now, ...noLease }, async (tx, domain) => {
    const id = newId();
    const renewAt = renewalInstant(facts);
    const row = { tenantId, id, host, chain, renewAt, ...facts };
    await replaceCurrent(tx, order, facts.notAfter);
    await tx.insert(certificates).values({ ...row, keySealed: sealKey(key) });
    const domainId = await letAnswer(tx, order, domain);
    const { serial, issuer, notAfter } = facts;
    await record(tx, scope, 'certificate.issued', domainId ?? id, {
      after: { host, serial, issuer, notAfter: notAfter.toISOString() },
    });
    await notify(tx, 'servicedesk_certificates', { host });
  });
  return true;
}

/**
 * Ends an order that needs no authority: the host answers under the certificate that its tenant
 * has for it already. Claiming, giving up and claiming again so costs one certificate.
 */
export async function answerWithStored(scope: Scope<System>, lease: Lease): Promise<void> {
  const { order } = lease;
  const { host } = order;
  const ended = { state: 'failed', failure: null, endedAt: clock.now(), ...noLease } as const;
  await lease.keep(ended, async (tx, domain) => {
    const domainId = await letAnswer(tx, order, domain);
    await record(tx, scope, 'certificate.reused', domainId ?? order.id, { after: { host } });
    await notify(tx, 'servicedesk_certificates', { host });
  });
}

/** The one before is current no more, unless it ends later. */
async function replaceCurrent(tx: Tx, { tenantId, host }: OrderRow, notAfter: Date) {
  await tx
    .update(certificates)
    .set({ replacedAt: clock.now() })
    .where(
      and(
        eq(certificates.tenantId, tenantId),
        eq(certificates.host, host),
        isNull(certificates.replacedAt),
        lt(certificates.notAfter, notAfter),
      ),
    );
}

/** The id of the domain; undefined where it was given up while the order was under way. */
async function letAnswer(
  tx: Tx,
  order: OrderRow,
  domain: DomainRow | undefined,
): Promise<string | undefined> {
  if (!domain) return undefined;
  const { kind, state, isSecure } = domain;
  const isUnchanged = isSecure && state === 'active';
  if (isUnchanged) await tellHost(tx, order.host);
  else if (kind === 'managed') await secureManagedHost(tx, domain);
  else if (state === 'active' || mayFollow(state, 'active')) {
    await activateDomain(tx, domain, { isSecure: true });
  }
  return domain.id;
}
