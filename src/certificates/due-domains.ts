import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { domains } from '@/tenants/tables';
import { lookAtDomain } from './look-at-domain';
import { settleDomain } from './settle-domain';

export const CheckDueDomain = z.object({ domainId: z.uuid() });

/** The queue's key of a domain's next look: a second job for it replaces the waiting one. */
export const checkKey = (domainId: string) => `domain:${domainId}`;

/**
 * The job `checkDomain`: looks at a claimed host and moves it on. Harmless when run twice, and for
 * a domain that was given up meanwhile.
 */
export async function checkDueDomain(
  scope: Scope<System>,
  { domainId }: z.output<typeof CheckDueDomain>,
): Promise<void> {
  const [domain] = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: domains.id, host: domains.host, claim: domains.claim })
      .from(domains)
      .where(
        and(
          eq(domains.tenantId, scope.tenant.id),
          eq(domains.id, domainId),
          isNull(domains.releasedAt),
        ),
      ),
  );
  if (!domain?.claim) return;
  const facts = await lookAtDomain(domain);
  await settleDomain(scope, { domainId, facts, isAsked: false });
}
