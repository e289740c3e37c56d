import 'server-only';
import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { readEnv } from '@/platform/env';
import { orNotFound } from '@/platform/errors';
import { readHostName, unicodeHostOf } from '@/tenants/host-name';
import type { DomainRow } from '@/tenants/move-domain';
import { domainEvents, domains } from '@/tenants/tables';
import { hasWildcard, originOf } from '@/tenants/urls';
import type { Diagnosis } from './diagnosis';
import type { CertificateView, DomainView } from './domain-view';
import { instructionsFor } from './instructions';
import { domainCan, domainsCan } from './policy';
import { certificateOrders, certificates } from './tables';

/** Steps of a domain that are shown: those before say nothing to anybody any more. */
const longestTimeline = 30;

/** The tenant's host names: the managed one, then its own in the order they were claimed. */
export async function readDomains(scope: Scope): Promise<DomainView[]> {
  refuseUnlessPermitted(domainsCan.read(scope));
  return viewsOf(scope);
}

/** `host` as somebody pasted it. Refuses what is not the tenant's, or was given up (404). */
export async function readDomain(scope: Scope, host: string): Promise<DomainView> {
  refuseUnlessPermitted(domainsCan.read(scope));
  return domainOf(scope, readHostName(host)?.host);
}

/** The same for a verb that has changed it: whoever may change a domain sees what became of it. */
export async function domainOf(scope: Scope, host: string | undefined): Promise<DomainView> {
  const [view] = host === undefined ? [] : await viewsOf(scope, host);
  return orNotFound(view);
}

function viewsOf(scope: Scope, host?: string): Promise<DomainView[]> {
  return inReadTransaction(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(domains)
      .where(
        and(
          eq(domains.tenantId, scope.tenant.id),
          isNull(domains.releasedAt),
          host === undefined ? undefined : eq(domains.host, host),
        ),
      )
      .orderBy(desc(domains.kind), asc(domains.id));
    const more = await readMore(tx, scope, rows);
    return rows.map((row) => viewOf(scope, row, more));
  });
}

type More = Awaited<ReturnType<typeof readMore>>;

/** Timelines, certificates and orders of all these rows. */
async function readMore(tx: Tx, scope: Scope, rows: DomainRow[]) {
  const tenantId = scope.tenant.id;
  const hosts = rows.map((row) => row.host);
  if (rows.length === 0) return { events: [], issued: [], orders: [] };
  const ids = rows.map((row) => row.id);
  const [events, issued, orders] = await Promise.all([
    latestEvents(tx, tenantId, ids),
    tx
      .selectDistinctOn([certificates.host], {
        host: certificates.host,
        issuer: certificates.issuer,
        serial: certificates.serial,
        fingerprint: certificates.fingerprint,
        notBefore: certificates.notBefore,
        notAfter: certificates.notAfter,
        renewAt: certificates.renewAt,
      })
      .from(certificates)
      .where(and(eq(certificates.tenantId, tenantId), inArray(certificates.host, hosts)))
      .orderBy(certificates.host, desc(certificates.notAfter)),
    tx
      .select({
        host: certificateOrders.host,
        state: certificateOrders.state,
        attempts: certificateOrders.attempts,
        nextTryAt: certificateOrders.nextTryAt,
        failure: certificateOrders.failure,
      })
      .from(certificateOrders)
      .where(
        and(
          eq(certificateOrders.tenantId, tenantId),
          inArray(certificateOrders.host, hosts),
          isNull(certificateOrders.endedAt),
        ),
      ),
  ]);
  return { events, issued, orders };
}

/** Of each domain, oldest first. */
function latestEvents(tx: Tx, tenantId: string, ids: string[]) {
  const { id, domainId, state, cause, at } = domainEvents;
  const age = sql<number>`row_number() over (partition by ${domainId} order by ${id} desc)`;
  const events = tx
    .select({ id, domainId, state, cause, at, age: age.as('age') })
    .from(domainEvents)
    .where(and(eq(domainEvents.tenantId, tenantId), inArray(domainId, ids)))
    .as('events');
  return tx.select().from(events).where(lte(events.age, longestTimeline)).orderBy(asc(events.id));
}

function viewOf(scope: Scope, row: DomainRow, { events, issued, orders }: More): DomainView {
  const { id, host, kind, state, stateSince, cause, isPrimary, hsts, claim } = row;
  const isSecure = row.isSecure || (kind === 'managed' && hasWildcard());
  const diagnosis = row.diagnosis as Diagnosis | null;
  const order = orders.find((one) => one.host === host);
  return {
    id,
    host,
    unicodeHost: unicodeHostOf(host),
    kind,
    state,
    stateSince,
    cause,
    url: originOf(host, isSecure),
    isPrimary,
    isSecure,
    hsts,
    instructions: claim ? instructionsFor({ host, claim }, readEnv().BASE_DOMAIN, diagnosis) : [],
    diagnosis,
    checkedAt: row.checkedAt,
    nextCheckAt: row.nextCheckAt,
    timeline: events
      .filter((event) => event.domainId === id)
      .map((event) => ({ state: event.state, cause: event.cause, at: event.at })),
    certificate: certificateOf(issued.find((one) => one.host === host)),
    order: order
      ? {
          state: order.state,
          attempts: order.attempts,
          nextTryAt: order.nextTryAt,
          failure: order.failure,
        }
      : null,
    can: {
      check: domainCan.check(scope, row),
      change: domainCan.change(scope, row),
      release: domainCan.release(scope, row),
    },
  };
}

function certificateOf(issued: More['issued'][number] | undefined): CertificateView | null {
  if (!issued) return null;
  const { host: _, ...certificate } = issued;
  return certificate;
}
