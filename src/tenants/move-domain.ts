import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { type DomainState, mayFollow } from './domain-states';
import { type DomainCause, domainEvents, domains } from './tables';
import { tellHost, tellHostsOf } from './tell-hosts';

export type DomainRow = typeof domains.$inferSelect;

/** What changes together with the state. */
export type DomainChange = Partial<
  Pick<
    DomainRow,
    | 'isPrimary'
    | 'isSecure'
    | 'verifiedAt'
    | 'releasedAt'
    | 'nextCheckAt'
    | 'checksFailed'
    | 'diagnosis'
    | 'checkedAt'
  >
>;

/**
 * Moves a domain on, where it still is in the state it was read in, writes the step on its
 * timeline and tells every process, also of the tenant's other hosts: which one links name may
 * hang on it. False where somebody else moved it first. Throws for a
 * step that the table of states doesn't have. The same state with another cause is a step too.
 */
export async function moveDomain(
  tx: Tx,
  domain: Pick<DomainRow, 'tenantId' | 'id' | 'host' | 'state'>,
  to: DomainState,
  { cause, ...change }: DomainChange & { cause?: DomainCause } = {},
): Promise<boolean> {
  const { tenantId, id, host, state } = domain;
  if (state !== to && !mayFollow(state, to))
    throw new Error(`${host}: ${to} can't follow ${state}`);
  const at = clock.now();
  const moved = await tx
    .update(domains)
    .set({
      ...change,
      state: to,
      cause: cause ?? null,
      ...(state === to ? {} : { stateSince: at }),
    })
    .where(and(eq(domains.tenantId, tenantId), eq(domains.id, id), eq(domains.state, state)))
    .returning({ id: domains.id });
  if (moved.length === 0) return false;
  await tx
    .insert(domainEvents)
    .values({ tenantId, id: newId(), domainId: id, state: to, cause: cause ?? null, at });
  await tellHost(tx, host);
  await tellHostsOf(tx, tenantId);
  return true;
}
