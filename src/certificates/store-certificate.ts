import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { notify } from '@/platform/notify';
import { activateDomain } from '@/tenants/activate-domain';
import { mayFollow } from '@/tenants/domain-states';
import { secureManagedHost } from '@/tenants/secure-managed-host';
import { tellHost } from '@/tenants/tell-hosts';
import type { Lease, OrderRow } from './lease';
import { domainOfOrder } from './may-issue';
import { readCertificate } from './read-certificate';
import { renewalInstant } from './renewal-time';
import { openKey } from './sealed-keys';
import { certificates } from './tables';

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
  if (!keySealed || !facts) return false;
  const ended = {
    state: 'issued',
    endedAt: clock.now(),
    leaseToken: null,
    leaseUntil: null,
  } as const;
  await lease.keep(ended, async (tx) => {
    const id = newId();
    const renewAt = renewalInstant(facts);
    await tx
      .insert(certificates)
      .values({ tenantId, id, host, chain, keySealed, renewAt, ...facts });
    const domainId = await letAnswer(tx, order);
    const { serial, issuer, notAfter } = facts;
    await record(tx, scope, 'certificate.issued', domainId ?? id, {
      after: { host, serial, issuer, notAfter: notAfter.toISOString() },
    });
    await notify(tx, 'servicedesk_certificates', { host });
  });
  return true;
}

/** The id of the domain; undefined where it was given up while the order was under way. */
async function letAnswer(tx: Tx, order: OrderRow): Promise<string | undefined> {
  const domain = await domainOfOrder(tx, order);
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
