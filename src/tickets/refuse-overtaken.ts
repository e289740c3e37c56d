import 'server-only';
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { contacts, technicians } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { ticketMessages } from './tables';
import type { TicketForChange } from './visible-tickets';
import { type Author, authorOf } from './write-message';

/**
 * Refuses (409, naming who it was) where somebody else has replied since the writer read the
 * ticket. `seen` is the last message that they saw, or `none`; `own` the message that they are
 * writing. The ticket is locked, so of two who send at once the second is told of the first.
 */
export async function refuseOvertaken(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  { seen, own }: { seen: string; own: string },
): Promise<void> {
  const ofTicket = and(
    eq(ticketMessages.tenantId, scope.tenant.id),
    eq(ticketMessages.ticketId, ticket.id),
  );
  const [newest] = await tx
    .select({
      id: ticketMessages.id,
      at: ticketMessages.createdAt,
      name: sql<string>`coalesce(${technicians.name}, ${contacts.name}, ${ticketMessages.authorName}, '')`,
    })
    .from(ticketMessages)
    .leftJoin(
      contacts,
      and(eq(contacts.tenantId, scope.tenant.id), eq(contacts.id, ticketMessages.contactId)),
    )
    .leftJoin(
      technicians,
      and(
        eq(technicians.tenantId, scope.tenant.id),
        eq(technicians.id, ticketMessages.technicianId),
      ),
    )
    .where(
      and(
        ofTicket,
        eq(ticketMessages.kind, 'reply'),
        ne(ticketMessages.id, own),
        bySomebodyElse(authorOf(scope)),
      ),
    )
    .orderBy(desc(ticketMessages.createdAt), desc(ticketMessages.id))
    .limit(1);
  if (!newest || newest.id === seen) return;
  const [last] =
    seen === 'none'
      ? []
      : await tx
          .select({ at: ticketMessages.createdAt })
          .from(ticketMessages)
          .where(and(ofTicket, eq(ticketMessages.id, seen)));
  if (last && newest.at <= last.at) return;
  throw new Refusal('tickets.overtaken', { values: { name: newest.name } });
}

function bySomebodyElse({ technicianId, contactId, authorName }: Author) {
  // A technician's in a contact's name is their own too.
  if (technicianId) return sql`${ticketMessages.technicianId} is distinct from ${technicianId}`;
  if (contactId) return sql`${ticketMessages.contactId} is distinct from ${contactId}`;
  return sql`${ticketMessages.authorName} is distinct from ${authorName}`;
}
