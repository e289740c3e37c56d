import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import type { DomainView } from './domain-view';
import { domainByHost, refuseUnlessDomainCan } from './find-domain';
import { lookAtDomain } from './look-at-domain';
import { domainsCan } from './policy';
import { domainOf } from './read-domains';
import { settleDomain } from './settle-domain';

/** A host as people paste it; `readHostName` says what it is. */
export const DomainHost = z.object({ host: z.string().trim().min(1).max(2_000) });

/**
 * Looks at a host's DNS now and moves the domain on, also one that was given up. Takes as long as
 * the name servers do: some seconds. Refuses the managed host (409).
 */
export async function checkDomain(
  scope: Scope<Staff>,
  input: z.input<typeof DomainHost>,
): Promise<DomainView> {
  refuseUnlessPermitted(domainsCan.claim(scope));
  const { host: typed } = DomainHost.parse(input);
  const domain = await inTransaction(scope, (tx) => domainByHost(tx, scope, typed));
  refuseUnlessDomainCan(scope, 'check', domain);
  const facts = await lookAtDomain(domain);
  await settleDomain(scope, { domainId: domain.id, facts, isAsked: true });
  return domainOf(scope, domain.host);
}
