import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { contacts, technicians } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import type { TicketForChange } from './visible-tickets';
import { type Author, authorOf } from './write-message';

/** Who a message is from. `kind` is the side: programs and the server stand on the technicians'. */
export interface ReplyAuthor {
  kind: 'contact' | 'technician';
  id: string | null;
  name: string;
  /** The technician who writes in a contact's name: both are shown, and the contact hears of it. */
  by: string | null;
  columns: Author;
}

/**
 * The actor, or on whose behalf they write: a technician for a contact of the ticket's company, a
 * program for a technician too. Who it really was is kept beside. Refuses an unknown one, and
 * contacts who name anybody (422).
 */
export async function replyAuthor(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  authorId: string | undefined,
): Promise<ReplyAuthor> {
  const { actor } = scope;
  if (!authorId) return own(scope);
  if (actor.kind === 'contact') throw unknownAuthor();
  const tenantId = scope.tenant.id;
  const [[technician], [contact]] = await Promise.all([
    tx
      .select({ name: technicians.name })
      .from(technicians)
      .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, authorId))),
    tx
      .select({ name: contacts.name })
      .from(contacts)
      .where(
        and(
          eq(contacts.tenantId, tenantId),
          eq(contacts.id, authorId),
          eq(contacts.companyId, ticket.companyId),
          isNull(contacts.erasedAt),
          isNull(contacts.mergedInto),
        ),
      ),
  ]);
  const writer = authorOf(scope);
  if (technician && actor.kind !== 'technician') {
    const columns: Author = { ...writer, authorKind: 'technician', technicianId: authorId };
    return { kind: 'technician', id: authorId, name: technician.name, by: null, columns };
  }
  if (!contact) throw unknownAuthor();
  const columns: Author = { ...writer, authorKind: 'contact', contactId: authorId };
  const by = actor.kind === 'technician' ? actor.name : null;
  return { kind: 'contact', id: authorId, name: contact.name, by, columns };
}

function own(scope: Scope): ReplyAuthor {
  const { actor } = scope;
  const columns = authorOf(scope);
  const kind = actor.kind === 'contact' ? 'contact' : 'technician';
  if (actor.kind === 'system') return { kind, id: null, name: actor.job, by: null, columns };
  const id = actor.kind === 'apiKey' ? null : actor.id;
  return { kind, id, name: actor.name, by: null, columns };
}

/** The refusal of an author that is not there or may not write this. */
export function unknownAuthor(): Refusal {
  const key = 'tickets.unknownAuthor';
  return new Refusal(key, { status: 422, fields: { authorId: key } });
}
