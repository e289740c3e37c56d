import 'server-only';
import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { domains } from '@/tenants/tables';
import { checkKey } from './due-domains';

/** A look that is younger than this is not repeated: less than what a watching page waits. */
const fresh = 4_000;

/**
 * For whoever watches a host that isn't ready: has its DNS looked at in the background, so that
 * a record that was entered is seen within seconds. Does nothing for other hosts and right after
 * a look; call it as often as you like, with the ASCII host of a view.
 */
export async function lookAgainSoon(scope: Scope, host: string): Promise<void> {
  const tenantId = scope.tenant.id;
  const stale = new Date(clock.now().getTime() - fresh);
  const [domain] = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: domains.id })
      .from(domains)
      .where(
        and(
          eq(domains.tenantId, tenantId),
          eq(domains.host, host),
          eq(domains.kind, 'custom'),
          isNull(domains.releasedAt),
          inArray(domains.state, ['waitingForDns', 'verified', 'issuing', 'failed']),
          or(isNull(domains.checkedAt), lt(domains.checkedAt, stale)),
        ),
      ),
  );
  if (!domain) return;
  const jobKey = checkKey(domain.id);
  await inTransaction(scope, (tx) =>
    enqueue(tx, 'checkDomain', { tenantId, domainId: domain.id }, { jobKey }),
  );
}
