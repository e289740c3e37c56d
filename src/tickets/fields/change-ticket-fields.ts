import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inOneTransaction, type Tx } from '@/access/in-transaction';
import { isContact, type Scope } from '@/access/scope';
import { record } from '@/audit/record';
import type { FieldDefinition, FieldValues } from '@/fields/field';
import { fillIn } from '@/fields/fill-in';
import { portalVisibilities } from '@/fields/portal-visibility';
import { readDefinitions } from '@/fields/read-fields';
import { announceChange } from '@/tickets/announce-change';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketPriority } from '@/tickets/change-ticket-priority';
import { ticketNumber } from '@/tickets/input-shapes';
import { demand, ticketCan } from '@/tickets/policy';
import { tickets } from '@/tickets/tables';
import type { TicketPriority } from '@/tickets/ticket-view';
import { ticketForChange } from '@/tickets/visible-tickets';
import { columnsOf, languageOfWriter } from './fields-of-new';
import { givenFields } from './given-fields';

export const ChangeTicketFields = z.object({ number: ticketNumber, fields: givenFields });

/**
 * Fills in fields of a ticket; what is left out stays. Contacts fill in what the portal lets them,
 * on tickets that they lead and that are not closed. Refuses as `fillIn` does, and people in copy
 * (403). The same values again change nothing.
 */
export async function changeTicketFields(
  scope: Scope,
  input: z.input<typeof ChangeTicketFields>,
): Promise<void> {
  const { number, fields: given } = ChangeTicketFields.parse(input);
  await inOneTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    const [definitions, present] = await Promise.all([
      readDefinitions(tx, scope),
      presentValues(tx, scope, ticket.id),
    ]);
    const writer = { byContact: isContact(scope), language: languageOfWriter(scope) };
    const values = fillIn({ definitions, ...writer, given, present });
    demand(ticketCan.changeFields(scope, ticket));
    const changed = Object.keys(given).filter(
      (key) => !isDeepStrictEqual(values[key] ?? null, present[key] ?? null),
    );
    if (changed.includes('priority')) {
      const priority = (values.priority ?? 'normal') as TicketPriority;
      await changeTicketPriority(scope, { number, priority });
    }
    if (changed.includes('technician')) {
      await assignTicket(scope, { number, assigneeId: columnsOf(values).assigneeId });
    }
    const own = changed.filter((key) => key !== 'priority' && key !== 'technician');
    if (own.length === 0) return;
    const isSeen = own.some((key) => seenByContacts(definitions).has(key));
    const { type, fields } = columnsOf(values);
    await Promise.all([
      tx
        .update(tickets)
        .set({ type, fields, ...(isSeen ? { updatedAt: sql`now()` } : {}) })
        .where(and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, ticket.id))),
      announceChange(
        tx,
        scope,
        { ...ticket, portalVisible: ticket.portalVisible && isSeen },
        'changed',
      ),
      record(tx, scope, 'ticket.fieldsChanged', ticket.id, {
        ...toldOf(own, definitions, { present, values }),
      }),
    ]);
  });
}

async function presentValues(tx: Tx, scope: Scope, id: string): Promise<FieldValues> {
  const [row] = await tx
    .select({
      type: tickets.type,
      priority: tickets.priority,
      technician: tickets.assigneeId,
      fields: tickets.fields,
    })
    .from(tickets)
    .where(and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, id)));
  if (!row) throw new Error('a locked ticket is gone');
  const { fields, ...columns } = row;
  return { ...fields, ...columns };
}

/** A change to what contacts don't see tells them nothing, not even that there was one. */
function seenByContacts(definitions: readonly FieldDefinition[]): Set<string> {
  const portal = [...portalVisibilities(definitions)];
  return new Set(portal.flatMap(([key, visibility]) => (visibility === 'hidden' ? [] : [key])));
}

/** For the log: of texts, which people wrote, only which fields they are in. */
function toldOf(
  keys: readonly string[],
  definitions: readonly FieldDefinition[],
  { present, values }: { present: FieldValues; values: FieldValues },
) {
  const typed = new Set(definitions.filter(({ type }) => type === 'text').map(({ key }) => key));
  const said = keys.filter((key) => !typed.has(key));
  const texts = keys.filter((key) => typed.has(key));
  const only = (from: FieldValues) =>
    Object.fromEntries(said.map((key) => [key, from[key] ?? null]));
  return { before: only(present), after: { ...only(values), ...(texts.length > 0 && { texts }) } };
}
