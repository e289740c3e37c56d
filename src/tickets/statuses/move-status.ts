import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { ticketStatuses } from '@/tickets/tables';
import { lockStatuses, statusAmong } from './lock-statuses';
import { requireSettler, type Settler } from './require-settler';
import { statusKey } from './status-definition';

export const MoveStatus = z.object({
  key: statusKey,
  /** Its place from 0 on; past the end it is the last. */
  position: z.coerce.number().int().min(0).max(1_000),
});

/**
 * Puts a status to another place; the others close up. The first open status takes new tickets,
 * the first closed one those that are closed. Refuses who is no admin (403).
 */
export async function moveStatus(scope: Settler, input: z.input<typeof MoveStatus>): Promise<void> {
  const { key, position } = MoveStatus.parse(input);
  requireSettler(scope, 'write');
  await inTransaction(scope, async (tx) => {
    const statuses = await lockStatuses(tx, scope);
    const status = statusAmong(statuses, key);
    const before = statuses.map((one) => one.key);
    const others = statuses.filter((one) => one !== status);
    const order = others.toSpliced(position, 0, status);
    const after = order.map((one) => one.key);
    if (before.join() === after.join()) return;
    const moved = order.flatMap((one, at) => (one.position === at ? [] : { id: one.id, at }));
    await Promise.all(
      moved.map(({ id, at }) =>
        tx
          .update(ticketStatuses)
          .set({ position: at })
          .where(and(eq(ticketStatuses.tenantId, scope.tenant.id), eq(ticketStatuses.id, id))),
      ),
    );
    await record(tx, scope, 'ticketStatus.moved', status.id, {
      before: { name: key, order: before },
      after: { name: key, order: after },
    });
  });
}
