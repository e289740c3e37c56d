import type { Scope } from '@/access/scope';
import type { TicketHappening } from './announce-change';
import { isStaff } from './policy';
import { whySeesTicket } from './visibility/why-sees-ticket';

/**
 * Whether an open page of this reader may be told that the ticket changed: the same rule as
 * `visibleTickets`, on what travels with the event. It tells a number; the page asks again.
 */
export function mayHear(scope: Scope, event: TicketHappening): boolean {
  const { tenant, actor } = scope;
  if (event.tenantId !== tenant.id) return false;
  if (isStaff(scope)) return true;
  if (actor.kind !== 'contact') return false;
  return whySeesTicket(actor, { ...event, portalVisible: event.contactsHear }).sees;
}
