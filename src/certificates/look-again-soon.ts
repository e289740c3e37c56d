import 'server-only';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { domains } from '@/tenants/tables';
import { checkKey } from './due-domains';

/** A look that is younger than this is not repeated: less than what a watching page waits. */
const fresh = 2_500;

/**
 * For whoever watches hosts that aren't ready: has their DNS looked at in the background, so that
 * a record that was entered is seen within seconds. Does nothing for other hosts and right after
 * a look; call it as often as you like, with the ASCII hosts of views.
 */
export async function lookAgainSoon(scope: Scope, hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  const tenantId = scope.tenant.id;
  const stale = new Date(clock.now().getTime() - fresh);
  const found = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: domains.id })
      .from(domains)
      .where(
        and(
          eq(domains.tenantId, tenantId),
          inArray(domains.host, [...hosts]),
          eq(domains.kind, 'custom'),
          isNull(domains.releasedAt),
          inArray(domains.state, ['waitingForDns', 'verified', 'issuing', 'failed']),
          or(isNull(domains.checkedAt), lt(domains.checkedAt, stale)),
        ),
      ),
  );
  if (found.length === 0) return;
  const jobs = found.map(({ id }) => ({ domainId: id, key: checkKey(id) }));
  await inTransaction(scope, (tx) =>
    tx.execute(sql`
      select app.enqueue('checkDomain', json_build_object('tenantId', ${tenantId}::text, 'domainId', look."domainId"), null, look.key)
      from json_to_recordset(${JSON.stringify(jobs)}::json) as look("domainId" text, key text)`),
  );
}
