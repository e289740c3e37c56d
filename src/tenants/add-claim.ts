import 'server-only';
import { randomBytes } from 'node:crypto';
import { isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import type { DomainRow } from './move-domain';
import { domainEvents, domains } from './tables';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A host label that nobody guesses: `d-` and 80 random bits in base32 (RFC 4648). */
export function newClaim(): string {
  const bits = [...randomBytes(10)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return `d-${bits
    .match(/.{5}/g)!
    .map((five) => base32[Number.parseInt(five, 2)])
    .join('')}`;
}

/** Puts a claim down; it is looked for at once. Undefined where the tenant has this host already. */
export async function addClaim(
  tx: Tx,
  tenantId: string,
  host: string,
): Promise<DomainRow | undefined> {
  const at = clock.now();
  const [domain] = await tx
    .insert(domains)
    .values({
      tenantId,
      id: newId(),
      host,
      kind: 'custom',
      state: 'waitingForDns',
      claim: newClaim(),
      stateSince: at,
      nextCheckAt: at,
    })
    .onConflictDoNothing({
      target: [domains.tenantId, domains.host],
      where: isNull(domains.releasedAt),
    })
    .returning();
  if (!domain) return undefined;
  await tx
    .insert(domainEvents)
    .values({ tenantId, id: newId(), domainId: domain.id, state: domain.state, at });
  return domain;
}
