import type { Scope } from '@/access/scope';
import { hasSection } from '@/settings/sections';
import type { TicketHappening } from './announce-change';
import { isStaff } from './policy';

/**
 * Whether an open page of this reader may be told that the ticket changed: the same rule as
 * `visibleTickets`, on what travels with the event. It tells a number; the page asks again.
 */
export function mayHear(scope: Scope, event: TicketHappening): boolean {
  const { tenant, actor } = scope;
  if (event.tenantId !== tenant.id) return false;
  if (isStaff(scope)) return true;
  if (actor.kind !== 'contact' || !event.contactsHear) return false;
  if (!hasSection(actor, 'ticketing')) return false;
  const ofCompany = actor.isPrimary && actor.companyId === event.companyId;
  return ofCompany || actor.id === event.requesterId || event.ccIds.includes(actor.id);
}
