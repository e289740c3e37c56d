import 'server-only';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { announceChange } from '@/tickets/announce-change';
import { demand, ticketCan } from '@/tickets/policy';
import { ticketForChange } from '@/tickets/visible-tickets';
import { TagTicket } from './tag-ticket';

export const UntagTicket = TagTicket;

/** Takes a tag off a ticket; one that it doesn't have changes nothing. Refuses contacts (403). */
export async function untagTicket(
  scope: Scope<Staff>,
  input: z.input<typeof UntagTicket>,
): Promise<void> {
  const { number, tag } = UntagTicket.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.tag(scope, ticket));
    const { rows } = await tx.execute<{ name: string }>(sql`
      delete from ticket_tags x using tags g
      where x.tenant_id = ${scope.tenant.id} and x.ticket_id = ${ticket.id}
        and g.tenant_id = ${scope.tenant.id} and g.id = x.tag_id and lower(g.name) = lower(${tag})
      returning g.name`);
    const removed = rows[0];
    if (!removed) return;
    await announceChange(tx, scope, ticket, 'note');
    await record(tx, scope, 'ticket.untagged', ticket.id, { before: { tag: removed.name } });
  });
}
