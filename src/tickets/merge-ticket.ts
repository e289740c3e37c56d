import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { contacts } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { announceChange } from './announce-change';
import { moveTags } from './desk/move-tags';
import { ticketNumber } from './input-shapes';
import { moveConversation } from './move-conversation';
import { moveTicket } from './move-ticket';
import { demand, ticketCan } from './policy';
import { statusOfCategory } from './read-statuses';
import { setDueTimes } from './sla/set-due-times';
import { ticketCcs } from './tables';
import { tellOfMerge, tellOfStatus } from './tell-people';
import { type TicketForChange, ticketForChange } from './visible-tickets';
import { writeEvent } from './write-message';

export const MergeTicket = z.object({
  number: ticketNumber,
  /** The number of the ticket where it goes on; `#` in front of it is no mistake. */
  into: z.preprocess(
    (typed) => (typeof typed === 'string' ? typed.trim().replace(/^#/, '') : typed),
    ticketNumber,
  ),
});

/**
 * Lets a ticket go on in another one: replies, notes and files move there with their times, tags
 * too, its requester and those in copy follow the other one from then on (as far as they are still of its
 * company), it is closed, and each says where the other is. Refuses contacts (403), a closed
 * ticket on either side (409), itself and a ticket of another company (422).
 */
export async function mergeTicket(
  scope: Scope<Staff>,
  input: z.input<typeof MergeTicket>,
): Promise<void> {
  const { number, into } = MergeTicket.parse(input);
  if (number === into) throw unfit('tickets.mergeWithItself');
  await inTransaction(scope, async (tx) => {
    const { from, to } = await bothForChange(tx, scope, number, into);
    demand(ticketCan.merge(scope, from));
    if (from.companyId !== to.companyId) throw unfit('tickets.mergeOtherCompany');
    if (to.category === 'closed') throw new Refusal('tickets.mergeIntoClosed');
    const closed = await statusOfCategory(tx, scope, 'closed');
    await moveConversation(tx, scope, from.id, to.id);
    await moveTags(tx, scope, from.id, to.id);
    await setDueTimes(tx, scope, to.id);
    const copied = await copyReaders(tx, scope, from, to);
    const target = { ...to, ccIds: [...to.ccIds, ...copied] };
    const source = await moveTicket(tx, scope, from, closed);
    await Promise.all([
      writeEvent(tx, scope, from.id, { what: 'merged', into: to.id }),
      writeEvent(tx, scope, to.id, { what: 'merged', from: from.id }),
      from.portalVisible && to.portalVisible
        ? tellOfMerge(tx, scope, from, target)
        : tellOfStatus(tx, scope, source, closed),
      announceChange(tx, scope, { ...source, portalVisible: from.portalVisible }, 'changed'),
      announceChange(tx, scope, target, 'changed'),
      record(tx, scope, 'ticket.merged', from.id, {
        before: { status: from.statusKey },
        after: { status: closed.key, mergedInto: `#${into}` },
      }),
    ]);
  });
}

/** Locked in the order of their numbers, so that two merges never wait for each other. */
async function bothForChange(tx: Tx, scope: Scope, number: number, into: number) {
  const first = await ticketForChange(tx, scope, Math.min(number, into));
  const second = await ticketForChange(tx, scope, Math.max(number, into));
  return number < into ? { from: first, to: second } : { from: second, to: first };
}

/** Puts the readers of the one in copy of the other; their ids. They keep the one they had. */
async function copyReaders(
  tx: Tx,
  { tenant }: Scope,
  from: TicketForChange,
  to: TicketForChange,
): Promise<string[]> {
  const present = new Set([to.requesterId, ...to.ccIds]);
  const wanted = [from.requesterId, ...from.ccIds].filter((id) => !present.has(id));
  if (wanted.length === 0) return [];
  const fit = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, tenant.id),
        eq(contacts.companyId, to.companyId),
        inArray(contacts.id, wanted),
        isNull(contacts.disabledAt),
      ),
    );
  if (fit.length === 0) return [];
  const rows = fit.map(({ id }) => ({ tenantId: tenant.id, ticketId: to.id, contactId: id }));
  await tx.insert(ticketCcs).values(rows);
  return fit.map(({ id }) => id);
}

function unfit(key: string): Refusal {
  return new Refusal(key, { status: 422, fields: { into: key } });
}
