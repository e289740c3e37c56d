import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { announceChange } from './announce-change';
import { attachDrafts, mostAttachments } from './attach-drafts';
import { rowUuid, ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { tickets } from './tables';
import { ticketForChange } from './visible-tickets';

export const AttachToTicket = z.object({
  number: ticketNumber,
  attachmentIds: z.array(rowUuid).min(1).max(mostAttachments),
});

/**
 * Puts uploaded files on a ticket, beside its description: for programs, which send them after
 * it. Whoever sees the ticket sees them. Refuses files that are not the actor's drafts (422).
 */
export async function attachToTicket(
  scope: Scope,
  input: z.input<typeof AttachToTicket>,
): Promise<void> {
  const { number, attachmentIds } = AttachToTicket.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.reply(scope, ticket));
    await Promise.all([
      attachDrafts(tx, scope, attachmentIds, { ticketId: ticket.id, messageId: null }),
      tx
        .update(tickets)
        .set({ updatedAt: sql`now()` })
        .where(and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, ticket.id))),
      announceChange(tx, scope, ticket, 'changed'),
      record(tx, scope, 'ticket.filesAttached', ticket.id, { after: { attachmentIds } }),
    ]);
  });
}
