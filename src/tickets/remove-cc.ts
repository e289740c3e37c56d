import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { announceChange } from './announce-change';
import { rowUuid, ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { ticketCcs } from './tables';
import { ticketForChange } from './visible-tickets';
import { writeEvent } from './write-message';

export const RemoveCc = z.object({ number: ticketNumber, contactId: rowUuid });

/**
 * Takes somebody out of copy; who is not in it changes nothing. Everybody may leave by
 * themselves; others are taken out by who may put them in (else 403).
 */
export async function removeCc(scope: Scope, input: z.input<typeof RemoveCc>): Promise<void> {
  const { number, contactId } = RemoveCc.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    const leaving = scope.actor.kind === 'contact' && scope.actor.id === contactId;
    if (!leaving) demand(ticketCan.cc(scope, ticket));
    const [removed] = await tx
      .delete(ticketCcs)
      .where(
        and(
          eq(ticketCcs.tenantId, scope.tenant.id),
          eq(ticketCcs.ticketId, ticket.id),
          eq(ticketCcs.contactId, contactId),
        ),
      )
      .returning({ contactId: ticketCcs.contactId });
    if (!removed) return;
    await Promise.all([
      writeEvent(tx, scope, ticket.id, { what: 'cc', removed: contactId }),
      announceChange(tx, scope, ticket, 'changed'),
      record(tx, scope, 'ticket.ccRemoved', ticket.id, { before: { contactId } }),
    ]);
  });
}
