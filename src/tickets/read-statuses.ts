import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound, Refusal } from '@/platform/errors';
import { isStaff } from './policy';
import { labelOf, statusWords } from './status-words';
import { ticketStatuses } from './tables';
import type { StatusCategory, StatusView } from './ticket-view';
import { requireTicketing } from './visible-tickets';

export type StatusRow = typeof ticketStatuses.$inferSelect;

/** The tenant's statuses in their order; contacts get those that they may see. */
export async function readStatuses(scope: Scope): Promise<StatusView[]> {
  requireTicketing(scope, 'read');
  const [words, rows] = await Promise.all([
    statusWords(scope.language),
    inReadTransaction(scope, (tx) => allStatuses(tx, scope)),
  ]);
  return rows
    .filter((row) => row.portalVisible || isStaff(scope))
    .map(({ id, key, category, labels, colour }) => ({
      id,
      key,
      category,
      label: labelOf({ category, labels }, scope.language, words),
      colour,
    }));
}

/** Every status of the tenant, in its order, inside the caller's transaction. */
export function allStatuses(tx: Tx, scope: Scope): Promise<StatusRow[]> {
  return tx
    .select()
    .from(ticketStatuses)
    .where(eq(ticketStatuses.tenantId, scope.tenant.id))
    .orderBy(asc(ticketStatuses.position), asc(ticketStatuses.key));
}

/**
 * The first status of a category: what "close" and "reopen" lead to. It is kept from being
 * deleted until the transaction ends; the second look is for one that has just gone.
 */
export async function statusOfCategory(
  tx: Tx,
  scope: Scope,
  category: StatusCategory,
): Promise<StatusRow> {
  const first = async () => {
    const [row] = await tx
      .select()
      .from(ticketStatuses)
      .where(
        and(eq(ticketStatuses.tenantId, scope.tenant.id), eq(ticketStatuses.category, category)),
      )
      .orderBy(asc(ticketStatuses.position), asc(ticketStatuses.key))
      .limit(1)
      .for('key share');
    return row;
  };
  return orNotFound((await first()) ?? (await first()));
}

/**
 * The status with this key, kept from being deleted until the transaction ends. Refuses an
 * unknown one (422), beside the field `statusKey`.
 */
export async function statusOfKey(tx: Tx, scope: Scope, key: string): Promise<StatusRow> {
  const [row] = await tx
    .select()
    .from(ticketStatuses)
    .where(and(eq(ticketStatuses.tenantId, scope.tenant.id), eq(ticketStatuses.key, key)))
    .for('key share');
  if (row) return row;
  throw new Refusal('tickets.unknownStatus', {
    status: 422,
    fields: { statusKey: 'tickets.unknownStatus' },
  });
}
