import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { technicians } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { announceChange } from './announce-change';
import { heardOf, movedFor } from './fields/heard-of';
import { rowUuid, ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { tickets } from './tables';
import { tellAssignee } from './tell-people';
import { ticketForChange } from './visible-tickets';
import { writeEvent } from './write-message';

export const AssignTicket = z.object({
  number: ticketNumber,
  /** Null, or '' from a form: nobody. */
  assigneeId: z.union([z.literal('').transform(() => null), rowUuid, z.null()]),
});

/**
 * Gives a ticket to a technician, or to nobody; the same again changes nothing. Refuses contacts
 * (403), unless the portal lets them choose, and somebody who is not an active technician of the tenant (422).
 */
export async function assignTicket(
  scope: Scope,
  input: z.input<typeof AssignTicket>,
): Promise<void> {
  const { number, assigneeId } = AssignTicket.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.assign(scope, ticket));
    const before = ticket.assigneeId;
    if (before === assigneeId) return;
    if (assigneeId) await activeTechnician(tx, scope, assigneeId);
    await Promise.all([
      tx
        .update(tickets)
        .set({ assigneeId, ...movedFor(scope, 'technician') })
        .where(and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, ticket.id))),
      writeEvent(tx, scope, ticket.id, { what: 'assignee', from: before, to: assigneeId }),
      assigneeId ? tellAssignee(tx, scope, ticket, assigneeId) : undefined,
      announceChange(tx, scope, heardOf(scope, ticket, 'technician'), 'changed'),
      record(tx, scope, 'ticket.assigned', ticket.id, {
        before: { assigneeId: before },
        after: { assigneeId },
      }),
    ]);
  });
}

/** Refuses (422, beside `assigneeId`) who is not an active technician of the tenant. */
export async function activeTechnician(tx: Tx, scope: Scope, id: string): Promise<void> {
  const [row] = await tx
    .select({ id: technicians.id })
    .from(technicians)
    .where(
      and(
        eq(technicians.tenantId, scope.tenant.id),
        eq(technicians.id, id),
        isNull(technicians.disabledAt),
      ),
    );
  if (row) return;
  const key = 'tickets.unknownTechnician';
  throw new Refusal(key, { status: 422, fields: { assigneeId: key } });
}
