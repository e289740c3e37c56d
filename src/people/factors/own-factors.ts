import 'server-only';
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { inTenant, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { secondFactorSince } from '@/settings/require-second-factor';
import { passkeys, recoveryCodes, technicianTotps } from './tables';

/** Whose factors: begins every query about them. */
export interface FactorOwner {
  tenantId: string;
  technicianId: string;
}

export const ownerOf = ({ tenant, actor }: Scope<Technician>): FactorOwner => ({
  tenantId: tenant.id,
  technicianId: actor.id,
});

type FactorTable = typeof technicianTotps | typeof passkeys | typeof recoveryCodes;

export const ofOwner = (table: FactorTable, { tenantId, technicianId }: FactorOwner) =>
  and(eq(table.tenantId, tenantId), eq(table.technicianId, technicianId));

/**
 * For a `select`: whether the technician of a row has an authenticator app or a passkey. By the
 * row's name in the query, which a column of Drizzle's would leave out where there is one table.
 */
export function hasSecondFactor(technician: SQL = sql`technicians`): SQL<boolean> {
  const own = sql`f.tenant_id = ${technician}.tenant_id and f.technician_id = ${technician}.id`;
  return sql<boolean>`(exists (select from technician_totps f where ${own} and f.confirmed_at is not null)
    or exists (select from passkeys f where ${own}))`;
}

/** By what a technician can take the second step. */
export interface OwedFactors {
  hasApp: boolean;
  hasPasskey: boolean;
}

/** Undefined where the password alone is enough. */
export async function owedFactors(
  tenantId: string,
  technicianId: string,
): Promise<OwedFactors | undefined> {
  const owner = { tenantId, technicianId };
  const { apps, keys } = await inTenant(tenantId, (tx) => countByKind(tx, owner), {
    reading: true,
  });
  return apps + keys > 0 ? { hasApp: apps > 0, hasPasskey: keys > 0 } : undefined;
}

/** How many factors there are now: an authenticator app counts one, and each passkey. */
export async function countFactors(tx: Tx, owner: FactorOwner): Promise<number> {
  const { apps, keys } = await countByKind(tx, owner);
  return apps + keys;
}

async function countByKind(tx: Tx, owner: FactorOwner): Promise<{ apps: number; keys: number }> {
  const [apps, keys] = await Promise.all([
    tx.$count(
      technicianTotps,
      and(ofOwner(technicianTotps, owner), isNotNull(technicianTotps.confirmedAt)),
    ),
    tx.$count(passkeys, ofOwner(passkeys, owner)),
  ]);
  return { apps, keys };
}

/**
 * After one was taken away: refuses (409) where it was the last one and the tenant wants everybody
 * to have one; without any, recovery codes open nothing and go too.
 */
export async function settleRemoval(tx: Tx, scope: Scope<Technician>): Promise<void> {
  const owner = ownerOf(scope);
  if ((await countFactors(tx, owner)) > 0) return;
  if (secondFactorSince(scope)) throw new Refusal('people.factorRequired');
  await tx.delete(recoveryCodes).where(ofOwner(recoveryCodes, owner));
}
