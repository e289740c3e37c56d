import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { announceChange } from '@/tickets/announce-change';
import { oneLine, ticketNumber } from '@/tickets/input-shapes';
import { demand, ticketCan } from '@/tickets/policy';
import { ticketForChange } from '@/tickets/visible-tickets';
import { tags, ticketTags } from './tables';

/** Tags on one ticket. */
export const mostTags = 20;

/** One word or a few; a comma would separate two of them. */
export const tagName = oneLine(40).pipe(z.string().regex(/^[^,]+$/));

export const TagTicket = z.object({ number: ticketNumber, tag: tagName });

/**
 * Puts a tag on a ticket; one that it has, in whatever capitals, changes nothing. Contacts can't
 * notice it: no mail, no live update, not the ticket's place in their list. Refuses contacts
 * (403) and more tags than a ticket holds (422).
 */
export async function tagTicket(
  scope: Scope<Staff>,
  input: z.input<typeof TagTicket>,
): Promise<void> {
  const { number, tag } = TagTicket.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.tag(scope, ticket));
    const { id: tagId, name } = await tagNamed(tx, scope, tag);
    const [added] = await tx
      .insert(ticketTags)
      .values({ tenantId: scope.tenant.id, ticketId: ticket.id, tagId })
      .onConflictDoNothing()
      .returning({ tagId: ticketTags.tagId });
    if (!added) return;
    await refuseMore(tx, scope, ticket.id);
    await announceChange(tx, scope, ticket, 'note');
    await record(tx, scope, 'ticket.tagged', ticket.id, { after: { tag: name } });
  });
}

/** The tag of this name: the first who uses it decides on its capitals. */
async function tagNamed(tx: Tx, { tenant }: Scope, name: string) {
  await tx.insert(tags).values({ tenantId: tenant.id, id: newId(), name }).onConflictDoNothing();
  const [row] = await tx
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(and(eq(tags.tenantId, tenant.id), sql`lower(${tags.name}) = lower(${name})`));
  if (!row) throw new Error('a tag that was just made is missing');
  return row;
}

async function refuseMore(tx: Tx, { tenant }: Scope, ticketId: string): Promise<void> {
  const count = await tx.$count(
    ticketTags,
    and(eq(ticketTags.tenantId, tenant.id), eq(ticketTags.ticketId, ticketId)),
  );
  if (count <= mostTags) return;
  const key = 'tickets.tooManyTags';
  throw new Refusal(key, { status: 422, values: { most: mostTags }, fields: { tag: key } });
}
