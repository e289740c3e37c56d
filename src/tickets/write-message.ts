import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { newId } from '@/platform/ids';
import { ticketMessages } from './tables';
import type { TicketEvent } from './ticket-event';

/** The columns that say who wrote a message. */
export interface Author {
  authorKind: 'contact' | 'technician' | 'apiKey' | 'system';
  contactId: string | null;
  technicianId: string | null;
  authorName: string | null;
}

/** The actor as an author. */
export function authorOf({ actor }: Scope): Author {
  const nobody = { contactId: null, technicianId: null, authorName: null };
  if (actor.kind === 'contact') return { ...nobody, authorKind: 'contact', contactId: actor.id };
  if (actor.kind === 'technician') {
    return { ...nobody, authorKind: 'technician', technicianId: actor.id };
  }
  return { ...nobody, authorKind: actor.kind, authorName: nameOf(actor) };
}

const nameOf = (actor: { kind: 'apiKey'; name: string } | { kind: 'system'; job: string }) =>
  actor.kind === 'apiKey' ? actor.name : actor.job;

/**
 * Writes what changed into the ticket's conversation. It is dated a moment after the reply that
 * caused it, so that both keep their order.
 */
export async function writeEvent(
  tx: Tx,
  scope: Scope,
  ticketId: string,
  event: TicketEvent,
): Promise<void> {
  await tx.insert(ticketMessages).values({
    tenantId: scope.tenant.id,
    id: newId(),
    ticketId,
    kind: 'event',
    ...authorOf(scope),
    event,
    createdAt: momentLater,
  });
}

const momentLater = sql`now() + interval '1 millisecond'` as SQL<Date>;
