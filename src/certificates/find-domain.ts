import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { clock, days } from '@/platform/clock';
import { orNotFound } from '@/platform/errors';
import { readHostName } from '@/tenants/host-name';
import type { DomainRow } from '@/tenants/move-domain';
import { domains } from '@/tenants/tables';
import { domainCan, domainsCan } from './policy';

/** How long a host that was given up wants more than a CNAME from whoever claims it next. */
const tombstone = days(30);

/** The tenant's domain of this name, not given up; `locked`: until `tx` ends. Else not found. */
export async function domainByHost(
  tx: Tx,
  scope: Scope,
  host: string,
  { locked = false } = {},
): Promise<DomainRow> {
  const wanted = readHostName(host)?.host;
  if (!wanted) return orNotFound<DomainRow>(undefined);
  const found = tx
    .select()
    .from(domains)
    .where(
      and(
        eq(domains.tenantId, scope.tenant.id),
        eq(domains.host, wanted),
        isNull(domains.releasedAt),
      ),
    );
  const [row] = await (locked ? found.for('update') : found);
  return orNotFound(row);
}

/** Refuses whoever may not do this to any domain (403), then what this one is not fit for (409). */
export function refuseUnlessDomainCan(
  scope: Scope,
  act: keyof typeof domainCan,
  domain: Pick<DomainRow, 'kind' | 'state'>,
): void {
  refuseUnlessPermitted(domainsCan.claim(scope));
  refuseUnlessPermitted(domainCan[act](scope, domain), 409);
}

/** What other tenants have to do with a host: nobody says who they are. */
export async function claimsOfOthers(
  tx: Tx,
  host: string,
): Promise<{ isHeld: boolean; isTombstone: boolean }> {
  const { rows } = await tx.execute<{ held: boolean; released_at: string | Date | null }>(
    sql`select * from app.claims_of_others(${host})`,
  );
  const releasedAt = rows[0]?.released_at;
  return {
    isHeld: rows[0]?.held === true,
    isTombstone:
      releasedAt != null && clock.now().getTime() - new Date(releasedAt).getTime() < tombstone,
  };
}
