import 'server-only';
import { and, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock, days } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { domains } from '@/tenants/tables';
import { hasWildcard } from '@/tenants/urls';
import { riskBegins } from './renewal-time';
import { certificateOrders, certificates, type Failure } from './tables';

/**
 * A certificate that visitors get, which comes near its end while its renewal fails; or which
 * should have been renewed long ago, whatever keeps its renewal away.
 */
export interface CertificateAtRisk {
  id: string;
  host: string;
  notAfter: Date;
  /** Why there is no renewal so far: a key under `domains.causes`, with its values. */
  cause: Failure;
}

/** Days before the end at which somebody is told, the last one first. */
export const warningDays = [1, 7, 14, 30] as const;

/** The tenant's certificates at risk, the one that ends first in front. For the banner. */
export async function certificatesAtRisk(
  scope: Pick<Scope, 'tenant'>,
): Promise<Omit<CertificateAtRisk, 'id'>[]> {
  const found = await inReadTransaction(scope, (tx) => findAtRisk(tx, scope));
  return found.map(({ host, notAfter, cause }) => ({ host, notAfter, cause }));
}

/** The same inside a transaction, with the ids. */
export async function findAtRisk(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
): Promise<CertificateAtRisk[]> {
  const tenantId = scope.tenant.id;
  if (readEnv().HTTPS_PORT === undefined) return []; // nobody is shown any
  const now = clock.now();
  const soon = new Date(now.getTime() + days(30));
  const rows = await tx
    .selectDistinctOn([certificates.host], {
      id: certificates.id,
      host: certificates.host,
      notBefore: certificates.notBefore,
      notAfter: certificates.notAfter,
      failure: certificateOrders.failure,
    })
    .from(certificates)
    .innerJoin(
      domains,
      and(
        eq(domains.tenantId, certificates.tenantId),
        eq(domains.host, certificates.host),
        isNull(domains.releasedAt),
        inArray(domains.state, ['active', 'renewalAtRisk']),
        hasWildcard() ? ne(domains.kind, 'managed') : undefined,
      ),
    )
    .leftJoin(
      certificateOrders,
      and(
        eq(certificateOrders.tenantId, certificates.tenantId),
        eq(certificateOrders.host, certificates.host),
        isNull(certificateOrders.endedAt),
      ),
    )
    .where(eq(certificates.tenantId, tenantId))
    .orderBy(certificates.host, desc(certificates.notAfter));
  return rows
    .filter((row) => (row.failure && row.notAfter <= soon) || riskBegins(row) <= now)
    .map(({ id, host, notAfter, failure }) => ({
      ...{ id, host, notAfter },
      cause: failure ?? { key: 'renewalOverdue', values: { host } },
    }))
    .sort((a, b) => a.notAfter.getTime() - b.notAfter.getTime());
}

/** Whole days that are left, the one that has begun counted; 0 after the end. */
export function daysLeft(notAfter: Date, now: Date = clock.now()): number {
  return Math.max(0, Math.ceil((notAfter.getTime() - now.getTime()) / days(1)));
}

/**
 * Puts down that the admins are told of a certificate's end at its threshold of `warningDays`.
 * False where that was told before, or where nothing is due: then nobody is told again.
 */
export async function markWarned(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  { id, notAfter }: Pick<CertificateAtRisk, 'id' | 'notAfter'>,
): Promise<boolean> {
  const threshold = warningDays.find((limit) => daysLeft(notAfter) <= limit);
  if (threshold === undefined) return false;
  const marked = await tx
    .update(certificates)
    .set({ warnedDays: threshold })
    .where(
      and(
        eq(certificates.tenantId, scope.tenant.id),
        eq(certificates.id, id),
        or(isNull(certificates.warnedDays), gt(certificates.warnedDays, threshold)),
      ),
    )
    .returning({ id: certificates.id });
  return marked.length > 0;
}
