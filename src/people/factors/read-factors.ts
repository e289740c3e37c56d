import 'server-only';
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { ofOwner, ownerOf } from './own-factors';
import { passkeys, recoveryCodes, technicianTotps } from './tables';

export interface PasskeyView {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export interface OwnFactors {
  /** Since when the authenticator app is on; null where it is off. */
  totpSince: Date | null;
  passkeys: PasskeyView[];
  recoveryCodesLeft: number;
}

/** How one's own sign-in is protected. One round trip; no secret is in it. */
export async function readOwnFactors(scope: Scope<Technician>): Promise<OwnFactors> {
  const owner = ownerOf(scope);
  const { id, name, createdAt, lastUsedAt } = passkeys;
  const [[totp], keys, recoveryCodesLeft] = await inReadTransaction(scope, (tx) =>
    Promise.all([
      tx
        .select({ since: technicianTotps.confirmedAt })
        .from(technicianTotps)
        .where(and(ofOwner(technicianTotps, owner), isNotNull(technicianTotps.confirmedAt))),
      tx
        .select({ id, name, createdAt, lastUsedAt })
        .from(passkeys)
        .where(ofOwner(passkeys, owner))
        .orderBy(asc(createdAt), asc(id)),
      tx.$count(recoveryCodes, and(ofOwner(recoveryCodes, owner), isNull(recoveryCodes.usedAt))),
    ]),
  );
  return { totpSince: totp?.since ?? null, passkeys: keys, recoveryCodesLeft };
}

/** The credentials that a device must not be asked to make again. */
export async function readOwnCredentials(
  scope: Scope<Technician>,
): Promise<{ id: string; transports: string[] }[]> {
  const { credentialId, transports, tenantId, technicianId } = passkeys;
  return inReadTransaction(scope, (tx) =>
    tx
      .select({ id: credentialId, transports })
      .from(passkeys)
      .where(and(eq(tenantId, scope.tenant.id), eq(technicianId, scope.actor.id))),
  );
}
