import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound, Refusal } from '@/platform/errors';
import { technicians } from './tables';

/** Begins every query about one technician. */
export const ownTechnician = (scope: Scope, id: string) =>
  and(eq(technicians.tenantId, scope.tenant.id), eq(technicians.id, id));

/** The row, locked until the transaction ends; a foreign or unknown id is not found. */
export async function lockTechnician(tx: Tx, scope: Scope, id: string) {
  const [row] = await tx.select().from(technicians).where(ownTechnician(scope, id)).for('update');
  return orNotFound(row);
}

/**
 * Locks the admins who can sign in and returns their ids. Always first and in one order, so that
 * two admins who disable each other wait for one another, and don't both succeed.
 */
export async function lockAdmins(tx: Tx, scope: Scope): Promise<string[]> {
  const rows = await tx
    .select({ id: technicians.id })
    .from(technicians)
    .where(
      and(
        eq(technicians.tenantId, scope.tenant.id),
        eq(technicians.role, 'admin'),
        isNull(technicians.disabledAt),
      ),
    )
    .orderBy(technicians.id)
    .for('update');
  return rows.map((row) => row.id);
}

/** Refuses (409) where nobody but `id` could manage the tenant. */
export function refuseLastAdmin(admins: readonly string[], id: string): void {
  if (admins.length === 1 && admins[0] === id) throw new Refusal('people.lastAdmin');
}
