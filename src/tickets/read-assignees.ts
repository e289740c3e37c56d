import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { technicians } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { isStaff } from './policy';
import type { Named } from './ticket-view';
import { requireTicketing } from './visible-tickets';

/** Who can be given a ticket: the active technicians by name. Refuses contacts (403). */
export async function readAssignees(scope: Scope<Staff>): Promise<Named[]> {
  requireTicketing(scope, 'read');
  if (!isStaff(scope)) throw new Refusal('tickets.staffOnly', { status: 403 });
  return inReadTransaction(scope, (tx) => assigneesOf(tx, scope));
}

/** The same inside the caller's transaction; who may ask has been asked. */
export function assigneesOf(tx: Tx, scope: Scope): Promise<Named[]> {
  return tx
    .select({ id: technicians.id, name: technicians.name })
    .from(technicians)
    .where(and(eq(technicians.tenantId, scope.tenant.id), isNull(technicians.disabledAt)))
    .orderBy(asc(technicians.name), asc(technicians.id));
}
