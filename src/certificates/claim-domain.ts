import 'server-only';
import { and, count, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { enqueue } from '@/platform/enqueue';
import { readEnv } from '@/platform/env';
import { Refusal, refuseUnless } from '@/platform/errors';
import { addClaim } from '@/tenants/add-claim';
import { readHostName } from '@/tenants/host-name';
import { lockDomainsOf } from '@/tenants/lock-domains';
import { whyNotClaimable } from '@/tenants/may-claim-host';
import { domains } from '@/tenants/tables';
import { DomainHost } from './check-domain';
import type { DomainView } from './domain-view';
import { checkKey } from './due-domains';
import { claimsOfOthers } from './find-domain';
import { domainsCan } from './policy';
import { domainOf } from './read-domains';

export const ClaimDomain = DomainHost;

/** Custom hosts of one tenant. */
const most = 50;

/**
 * Claims a host for the portal: from now on its DNS is looked at again and again, at once first.
 * A host that the tenant has already is answered as it is. Refuses what nobody can claim (422) and
 * what another tenant holds (409), without saying whose it is.
 */
export async function claimDomain(
  scope: Scope<Staff>,
  input: z.input<typeof ClaimDomain>,
): Promise<DomainView> {
  refuseUnlessPermitted(domainsCan.claim(scope));
  const host = claimableHost(ClaimDomain.parse(input).host);
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const { isHeld } = await claimsOfOthers(tx, host);
    refuseUnless(!isHeld, 'domains.taken', { status: 409, values: { host } });
    await lockDomainsOf(tx, tenantId);
    const owned = await ownHosts(tx, tenantId, host);
    if (owned.isOwn) return;
    refuseUnless(owned.count < most, 'domains.tooMany', { status: 409, values: { most } });
    const domain = await addClaim(tx, tenantId, host);
    if (!domain) return;
    await enqueue(
      tx,
      'checkDomain',
      { tenantId, domainId: domain.id },
      { jobKey: checkKey(domain.id) },
    );
    await record(tx, scope, 'domain.claimed', domain.id, { after: { host } });
  });
  return domainOf(scope, host);
}

function claimableHost(typed: string): string {
  const host = readHostName(typed)?.host;
  const unclaimable = host
    ? whyNotClaimable(host, readEnv().BASE_DOMAIN)
    : { key: 'domains.notAHost' };
  if (host && !unclaimable) return host;
  const { key, values } = unclaimable as { key: string; values?: Record<string, string | number> };
  throw new Refusal(key, { status: 422, fields: { host: key }, ...(values ? { values } : {}) });
}

async function ownHosts(tx: Tx, tenantId: string, host: string) {
  const own = and(eq(domains.tenantId, tenantId), isNull(domains.releasedAt));
  const [same, [all]] = await Promise.all([
    tx
      .select({ id: domains.id })
      .from(domains)
      .where(and(own, eq(domains.host, host))),
    tx
      .select({ count: count() })
      .from(domains)
      .where(and(own, eq(domains.kind, 'custom'))),
  ]);
  return { isOwn: same.length > 0, count: all?.count ?? 0 };
}
