import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { enqueueRecount } from '@/tickets/sla/recount-due-times';
import { ticketStatuses } from '@/tickets/tables';
import { keepNeeded, lockStatuses, statusAmong } from './lock-statuses';
import { requireSettler, type Settler } from './require-settler';
import { setTicketsIn } from './set-tickets-in';
import { settledTimes } from './settled-times';
import { statusCategory, statusColour, statusKey, statusLabels } from './status-definition';

export const ChangeStatusDefinition = z.object({
  key: statusKey,
  /** They replace all that there are. */
  labels: statusLabels.optional(),
  category: statusCategory.optional(),
  colour: statusColour.optional(),
});

/**
 * Renames a status, recolours it or says anew what it means; its tickets stay in it. What is left
 * out stays. Refuses who is no admin (403) and to empty a category that tickets need (409).
 */
export async function changeStatusDefinition(
  scope: Settler,
  input: z.input<typeof ChangeStatusDefinition>,
): Promise<void> {
  const { key, ...change } = ChangeStatusDefinition.parse(input);
  requireSettler(scope, 'write');
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const statuses = await lockStatuses(tx, scope);
    const status = statusAmong(statuses, key);
    const { labels, category, colour } = status;
    const before = { labels, category, colour };
    const after = { ...before, ...change };
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(after))) return;
    const means = after.category !== category;
    if (means) keepNeeded(statuses, status);
    const itself = and(eq(ticketStatuses.tenantId, tenantId), eq(ticketStatuses.id, status.id));
    // Whoever puts a ticket into it meanwhile waits, and then goes by what it means from now on.
    if (means) await tx.select().from(ticketStatuses).where(itself).for('update');
    await tx.update(ticketStatuses).set(after).where(itself);
    if (means) {
      await setTicketsIn(tx, tenantId, status.id, settledTimes(after.category));
      await enqueueRecount(tx, scope);
    }
    await record(tx, scope, 'ticketStatus.changed', status.id, {
      before: { name: key, ...before },
      after: { name: key, ...after },
    });
  });
}

/** With the labels in one order: Postgres keeps its own. */
function sorted({ labels, ...rest }: { labels: Record<string, string> }) {
  return { ...rest, labels: Object.entries(labels).sort() };
}
