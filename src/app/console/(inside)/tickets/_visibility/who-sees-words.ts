import type { TicketOnlooker } from '@/tickets/visibility/read-ticket-visibility';

/** What makes the ticket somebody's. */
export const belongingWords = {
  requester: 'console.ticket.requester',
  primaryContact: 'console.people.contacts.primary',
  inCopy: 'console.ticket.sees.inCopy',
} as const satisfies Record<TicketOnlooker['as'], string>;

/** Why somebody whose ticket it is does not see it; the other reasons are for seeing it. */
export const hiddenWords = {
  requester: 'console.people.sees.hidden',
  primaryContact: 'console.people.sees.hidden',
  inCopy: 'console.people.sees.hidden',
  stranger: 'console.people.sees.hidden',
  noSection: 'console.ticket.sees.noSection',
  statusHidden: 'console.people.sees.hidden',
  disabled: 'console.people.contacts.disabled',
} as const satisfies Record<TicketOnlooker['reason'], string>;
