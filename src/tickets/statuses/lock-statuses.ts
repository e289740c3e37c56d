import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound, Refusal } from '@/platform/errors';
import type { StatusRow } from '@/tickets/read-statuses';
import { ticketStatuses } from '@/tickets/tables';
import type { StatusCategory } from '@/tickets/ticket-view';

/**
 * Every status in its order, kept from other changes of statuses until the transaction ends.
 * Tickets go on moving between them meanwhile.
 */
export function lockStatuses(tx: Tx, scope: Scope): Promise<StatusRow[]> {
  return tx
    .select()
    .from(ticketStatuses)
    .where(eq(ticketStatuses.tenantId, scope.tenant.id))
    .orderBy(asc(ticketStatuses.position), asc(ticketStatuses.key))
    .for('no key update');
}

/** The status with this key among the locked ones; an unknown one is not found (404). */
export function statusAmong(statuses: readonly StatusRow[], key: string): StatusRow {
  return orNotFound(statuses.find((status) => status.key === key));
}

/**
 * Refuses (409) to take the last status out of a category that tickets need: new and reopened
 * ones go to the first open status, closing leads to the first closed one.
 */
export function keepNeeded(statuses: readonly StatusRow[], leaving: StatusRow): void {
  if (!needed.has(leaving.category)) return;
  const { category, id } = leaving;
  if (statuses.some((other) => other.category === category && other.id !== id)) return;
  throw new Refusal(category === 'open' ? 'tickets.lastOpenStatus' : 'tickets.lastClosedStatus');
}

const needed: ReadonlySet<StatusCategory> = new Set(['open', 'closed']);
