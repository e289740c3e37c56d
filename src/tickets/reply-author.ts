import 'server-only';
import { and, eq } from 'drizzle-orm';
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
  columns: Author;
}

/**
 * The actor, or whom a program writes for: a technician of the tenant, or a contact of the
 * ticket's company. Refuses an unknown one, and anybody but a program that names one (422).
 */
export async function replyAuthor(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  authorId: string | undefined,
): Promise<ReplyAuthor> {
  const { actor } = scope;
  if (!authorId) return own(scope);
  if (actor.kind !== 'apiKey' && actor.kind !== 'system') throw unknownAuthor();
  const tenantId = scope.tenant.id;
  const nobody = { contactId: null, technicianId: null, authorName: null };
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
        ),
      ),
  ]);
  if (technician) {
    const columns: Author = { ...nobody, authorKind: 'technician', technicianId: authorId };
    return { kind: 'technician', id: authorId, name: technician.name, columns };
  }
  if (!contact) throw unknownAuthor();
  const columns: Author = { ...nobody, authorKind: 'contact', contactId: authorId };
  return { kind: 'contact', id: authorId, name: contact.name, columns };
}

function own(scope: Scope): ReplyAuthor {
  const { actor } = scope;
  const columns = authorOf(scope);
  const kind = actor.kind === 'contact' ? 'contact' : 'technician';
  if (actor.kind === 'system') return { kind, id: null, name: actor.job, columns };
  return { kind, id: actor.kind === 'apiKey' ? null : actor.id, name: actor.name, columns };
}

/** The refusal of an author that is not there or may not write this. */
export function unknownAuthor(): Refusal {
  const key = 'tickets.unknownAuthor';
  return new Refusal(key, { status: 422, fields: { authorId: key } });
}
