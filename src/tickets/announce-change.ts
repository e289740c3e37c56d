import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { notify } from '@/platform/notify';
import { ticketReads } from './tables';

/** What travels to every process when a ticket changed: names of things, never content. */
export interface TicketHappening {
  tenantId: string;
  ticketId: string;
  number: number;
  kind: 'opened' | 'reply' | 'note' | 'changed';
  requesterId: string;
  companyId: string;
  ccIds: string[];
  /** False: contacts must not hear of it (a note, or a status that they don't see). */
  contactsHear: boolean;
}

interface Announced {
  id: string;
  number: number;
  requesterId: string;
  companyId: string;
  ccIds: string[];
  portalVisible: boolean;
}

/**
 * Tells open pages of the change once `tx` commits, and marks the ticket as read for the one who
 * made it. A very long list of people in copy is cut: a notification takes 8,000 bytes.
 */
export async function announceChange(
  tx: Tx,
  scope: Scope,
  ticket: Announced,
  kind: TicketHappening['kind'],
): Promise<void> {
  const happening: TicketHappening = {
    tenantId: scope.tenant.id,
    ticketId: ticket.id,
    number: ticket.number,
    kind,
    requesterId: ticket.requesterId,
    companyId: ticket.companyId,
    ccIds: ticket.ccIds.slice(0, 150),
    contactsHear: kind !== 'note' && ticket.portalVisible,
  };
  await Promise.all([notify(tx, 'servicedesk_events', happening), markRead(tx, scope, ticket.id)]);
}

/** Remembers that the actor has seen the ticket as it is now; programs read nothing. */
export async function markRead(tx: Tx, { tenant, actor }: Scope, ticketId: string): Promise<void> {
  if (actor.kind !== 'contact' && actor.kind !== 'technician') return;
  await tx
    .insert(ticketReads)
    .values({ tenantId: tenant.id, readerId: actor.id, ticketId, readAt: sql`now()` })
    .onConflictDoUpdate({
      target: [ticketReads.tenantId, ticketReads.readerId, ticketReads.ticketId],
      set: { readAt: sql`greatest(${ticketReads.readAt}, now())` },
    });
}
