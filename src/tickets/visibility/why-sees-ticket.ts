import type { Contact } from '@/access/scope';
import { hasSection } from '@/settings/sections';

/** What makes a ticket a contact's; of several the first counts. */
export type Belonging = 'requester' | 'primaryContact' | 'inCopy';

export type TicketReason = Belonging | 'stranger' | 'noSection' | 'statusHidden';

/** What the rule looks at. */
export interface SeenTicket {
  requesterId: string;
  companyId: string;
  ccIds: readonly string[];
  /** Whether contacts see tickets in its status. */
  portalVisible: boolean;
}

type Person = Pick<Contact, 'id' | 'companyId' | 'isPrimary' | 'sections'>;

/** Whether a contact sees a ticket, with the reason: `visibleTickets` says the same in SQL. */
export function whySeesTicket(
  contact: Person,
  ticket: SeenTicket,
): { sees: boolean; reason: TicketReason } {
  const belonging = belongsAs(contact, ticket);
  if (!belonging) return { sees: false, reason: 'stranger' };
  if (!hasSection(contact, 'ticketing')) return { sees: false, reason: 'noSection' };
  if (!ticket.portalVisible) return { sees: false, reason: 'statusHidden' };
  return { sees: true, reason: belonging };
}

export function belongsAs(
  contact: Omit<Person, 'sections'>,
  ticket: Omit<SeenTicket, 'portalVisible'>,
): Belonging | undefined {
  if (contact.id === ticket.requesterId) return 'requester';
  if (contact.companyId !== ticket.companyId) return undefined;
  if (contact.isPrimary) return 'primaryContact';
  return ticket.ccIds.includes(contact.id) ? 'inCopy' : undefined;
}
