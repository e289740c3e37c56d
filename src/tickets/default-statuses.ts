import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { newId } from '@/platform/ids';
import { ticketCounters, ticketStatuses } from './tables';
import { statusCategories } from './ticket-view';

/**
 * The four statuses that a tenant begins with, one a category and keyed like it. They have no
 * labels of their own: the category's word in the reader's language stands for them. A second
 * call changes nothing.
 */
export async function createDefaultStatuses(scope: Scope<System>): Promise<void> {
  const tenantId = scope.tenant.id;
  const rows = statusCategories.map((category, position) => ({
    tenantId,
    id: newId(),
    key: category,
    category,
    labels: {},
    position,
  }));
  await inTransaction(scope, async (tx) => {
    const [made] = await Promise.all([
      tx.insert(ticketStatuses).values(rows).onConflictDoNothing().returning(),
      tx.insert(ticketCounters).values({ tenantId, lastNumber: 0 }).onConflictDoNothing(),
    ]);
    if (made.length === 0) return;
    await record(tx, scope, 'ticketStatuses.created', tenantId, {
      after: { keys: made.map((status) => status.key) },
    });
  });
}
