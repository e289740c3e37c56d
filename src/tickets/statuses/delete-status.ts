import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { enqueueRecount } from '@/tickets/sla/recount-due-times';
import { ticketStatuses } from '@/tickets/tables';
import { keepNeeded, lockStatuses, statusAmong } from './lock-statuses';
import { requireSettler, type Settler } from './require-settler';
import { setTicketsIn } from './set-tickets-in';
import { settledTimes } from './settled-times';
import { statusKey } from './status-definition';

export const DeleteStatus = z.object({
  key: statusKey,
  /** The key of the status that its tickets go to. */
  successor: statusKey,
});

/**
 * Ends a status; its tickets go to the successor without a mail to anybody. Refuses who is no
 * admin (403), a successor that isn't another status (422), and the last status of a category
 * that tickets need (409).
 */
export async function deleteStatus(
  scope: Settler,
  input: z.input<typeof DeleteStatus>,
): Promise<void> {
  const { key, successor } = DeleteStatus.parse(input);
  requireSettler(scope, 'write');
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const statuses = await lockStatuses(tx, scope);
    const status = statusAmong(statuses, key);
    keepNeeded(statuses, status);
    const next = statuses.find((one) => one.key === successor && one !== status);
    if (!next) {
      const reason = 'tickets.unknownSuccessor';
      throw new Refusal(reason, { status: 422, fields: { successor: reason } });
    }
    const itself = and(eq(ticketStatuses.tenantId, tenantId), eq(ticketStatuses.id, status.id));
    // From here on nobody puts a ticket into it: whoever tries waits and then finds it gone.
    await tx.select({ id: ticketStatuses.id }).from(ticketStatuses).where(itself).for('update');
    const change = { statusId: next.id, ...settledTimes(next.category) };
    const moved = await setTicketsIn(tx, tenantId, status.id, change);
    await tx.delete(ticketStatuses).where(itself);
    if (next.category !== status.category) await enqueueRecount(tx, scope);
    const { labels, category, colour, portalVisible } = status;
    await record(tx, scope, 'ticketStatus.deleted', status.id, {
      before: { name: key, labels, category, colour, portalVisible },
      after: { name: key, successor, tickets: moved },
    });
  });
}
