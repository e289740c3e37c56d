import 'server-only';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { DomainHost } from './check-domain';
import { domainByHost, refuseUnlessDomainCan } from './find-domain';
import { giveDomainUp } from './give-domain-up';
import { domainsCan } from './policy';

/**
 * Gives a custom host up: it answers nobody any more, and links name the managed host if they
 * named this one. Its row stays as a tombstone with its claim, so that for 30 days nobody takes
 * the host over by a CNAME that still leads here. Refuses the managed host (409).
 */
export async function releaseDomain(
  scope: Scope<Staff>,
  input: z.input<typeof DomainHost>,
): Promise<void> {
  refuseUnlessPermitted(domainsCan.claim(scope));
  const { host } = DomainHost.parse(input);
  await inTransaction(scope, async (tx) => {
    const domain = await domainByHost(tx, scope, host, { locked: true });
    refuseUnlessDomainCan(scope, 'release', domain);
    await giveDomainUp(tx, scope, domain);
  });
}
