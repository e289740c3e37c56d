import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { postgresConstraint } from '@/platform/errors';
import { activateDomain } from '@/tenants/activate-domain';
import { type DomainState, leadsHere } from '@/tenants/domain-states';
import { type DomainRow, moveDomain } from '@/tenants/move-domain';
import { saveLook } from '@/tenants/save-look';
import { type DomainCause, domains } from '@/tenants/tables';
import { type Decision, decideDomain } from './decide-domain';
import { diagnose } from './diagnose';
import { claimsOfOthers } from './find-domain';
import { giveDomainUp } from './give-domain-up';
import type { HostFacts } from './host-facts';
import { hurryOrder } from './hurry-order';
import { orderCertificate } from './order-certificate';

export interface Seen {
  domainId: string;
  facts: HostFacts;
  /** A person asked for the look. */
  isAsked: boolean;
}

/**
 * Writes down what a look found and moves the domain on. Two looks at once move it once: the row
 * is locked and read anew. Where another tenant proves the same host in this very moment, the
 * database decides (`domains_host`) and the second one stays waiting.
 */
export async function settleDomain(scope: Scope, seen: Seen): Promise<void> {
  try {
    await settle(scope, seen, false);
  } catch (error) {
    if (postgresConstraint(error) !== 'domains_host') throw error;
    await settle(scope, seen, true);
  }
}

function settle(scope: Scope, { domainId, facts, isAsked }: Seen, lost: boolean): Promise<void> {
  return inTransaction(scope, async (tx) => {
    const domain = await lockedDomain(tx, scope, domainId);
    if (!domain) return;
    const others = await claimsOfOthers(tx, domain.host);
    const diagnosis = diagnose(facts, {
      // Whoever has proved it once needs no second proof for somebody's tombstone.
      needsTxt: !domain.verifiedAt && others.isTombstone,
      isActive: leadsHere(domain.state),
    });
    const now = clock.now();
    const decision = decideDomain(domain, diagnosis, {
      now,
      isAsked,
      isHeld: lost || others.isHeld,
      ordersCertificates: ordersCertificates(),
    });
    const { nextCheckAt, checksFailed } = decision;
    await saveLook(tx, domain, { diagnosis, checkedAt: now, nextCheckAt, checksFailed });
    if (decision.state === 'released') {
      await giveDomainUp(tx, scope, domain, decision.cause);
      return;
    }
    const state = await move(tx, domain, decision, isAsked);
    if (state === domain.state) return;
    const change = { before: { state: domain.state }, after: { host: domain.host, state } };
    await record(tx, scope, eventOf(domain.state, decision.state), domain.id, change);
  });
}

async function lockedDomain(tx: Tx, scope: Scope, id: string): Promise<DomainRow | undefined> {
  const [row] = await tx
    .select()
    .from(domains)
    .where(
      and(
        eq(domains.tenantId, scope.tenant.id),
        eq(domains.id, id),
        eq(domains.kind, 'custom'),
        isNull(domains.releasedAt),
      ),
    )
    .for('update');
  return row;
}

/** Returns the state that it is in afterwards. */
async function move(
  tx: Tx,
  domain: DomainRow,
  { state, cause, goesOn }: Decision,
  isAsked: boolean,
): Promise<DomainState> {
  if (state !== domain.state || !sameCause(domain.cause, cause)) {
    const moved = await moveDomain(tx, domain, state, {
      ...(cause ? { cause } : {}),
      ...(state === 'verified' && !domain.verifiedAt ? { verifiedAt: clock.now() } : {}),
    });
    if (!moved) return domain.state;
  }
  return goesOn ? goOn(tx, { ...domain, state }, isAsked) : state;
}

/** A host that is proved and faultless gets its certificate, or answers where none is ordered. */
async function goOn(tx: Tx, domain: DomainRow, isAsked: boolean): Promise<DomainState> {
  if (!ordersCertificates()) {
    await activateDomain(tx, domain, { isSecure: false });
    return 'active';
  }
  const { tenantId, host, state } = domain;
  const orderId = await orderCertificate(tx, { tenantId, host });
  if (isAsked) await hurryOrder(tx, { tenantId, orderId });
  if (state !== 'verified') return state;
  await moveDomain(tx, domain, 'issuing');
  return 'issuing';
}

const ordersCertificates = () => readEnv().ACME_DIRECTORY_URL !== undefined;

/** Postgres keeps the keys of a JSON object in an order of its own. */
function sameCause(one: DomainCause | null, other: DomainCause | null): boolean {
  const text = (cause: DomainCause | null) =>
    cause && JSON.stringify([cause.key, Object.entries(cause.values ?? {}).sort()]);
  return text(one) === text(other);
}

function eventOf(before: DomainState, after: DomainState): string {
  if (before === 'dangling' && after !== 'failed') return 'domain.restored';
  if (after === 'waitingForDns') return 'domain.waitedForAgain';
  return `domain.${after === before ? 'wentOn' : after}`;
}
