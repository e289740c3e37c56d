import 'server-only';
import { and, eq, isNull, ne } from 'drizzle-orm';
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
 * Refuses (409) where nobody but `id` could manage the tenant. The admins' rows are locked, in
 * one order, so that two admins who disable each other at once don't both succeed.
 */
export async function refuseLastAdmin(tx: Tx, scope: Scope, id: string): Promise<void> {
  const admins = await tx
    .select({ id: technicians.id })
    .from(technicians)
    .where(
      and(
        eq(technicians.tenantId, scope.tenant.id),
        eq(technicians.role, 'admin'),
        isNull(technicians.disabledAt),
        ne(technicians.id, ''.padEnd(0) || id),
      ),
    )
    .orderBy(technicians.id)
    .for('update');
  if (admins.length === 0) throw new Refusal('people.lastAdmin');
}
