import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, refuseUnless } from '@/platform/errors';
import { lockDomainsOf } from '@/tenants/lock-domains';
import { setDomainUse } from '@/tenants/set-domain-use';
import { DomainHost } from './check-domain';
import type { DomainView } from './domain-view';
import { domainByHost, refuseUnlessDomainCan } from './find-domain';
import { domainsCan } from './policy';
import { domainOf } from './read-domains';

/** What is left out stays as it is. */
export const ChangeDomain = DomainHost.extend({
  /** Browsers that were here once insist on HTTPS from then on. */
  hsts: z.boolean().optional(),
  /** True: mails and links name this host. False: they name the managed host. */
  isPrimary: z.boolean().optional(),
});

/**
 * Changes how a custom host is used, from the next request on. Refuses (409) the managed host, a
 * host as primary that doesn't lead here, and HSTS where there is no HTTPS.
 */
export async function changeDomain(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeDomain>,
): Promise<DomainView> {
  refuseUnlessPermitted(domainsCan.claim(scope));
  const { host: typed, ...wanted } = ChangeDomain.parse(input);
  const host = await inTransaction(scope, async (tx) => {
    await lockDomainsOf(tx, scope.tenant.id);
    const domain = await domainByHost(tx, scope, typed);
    refuseUnlessDomainCan(scope, 'change', domain);
    if (wanted.isPrimary) refuseUnlessDomainCan(scope, 'makePrimary', domain);
    refuseUnless(!wanted.hsts || domain.isSecure, 'domains.hstsNeedsHttps', { status: 409 });
    const { hsts, isPrimary } = domain;
    const before = { hsts, isPrimary };
    const after = {
      hsts: wanted.hsts ?? hsts,
      isPrimary: wanted.isPrimary ?? isPrimary,
    };
    if (before.hsts !== after.hsts || before.isPrimary !== after.isPrimary) {
      orNotFound(await setDomainUse(tx, domain, after));
      const change = {
        before: { host: domain.host, ...before },
        after: { host: domain.host, ...after },
      };
      await record(tx, scope, 'domain.changed', domain.id, change);
    }
    return domain.host;
  });
  return domainOf(scope, host);
}
