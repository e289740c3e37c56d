import { z } from 'zod';
import { emptyable, rowUuid } from './input-shapes';
import { ticketSorts } from './list-order';
import { ticketPriorities } from './ticket-view';

/** What a list shows, and in which order. What is left out narrows nothing. */
export const ListTickets = z.object({
  /**
   * Contacts: `mine` (asked for or in copy; the default) or `company` (primary contacts). Staff:
   * `all` (the default), `unassigned` or `assignedToMe`.
   */
  view: z.enum(['mine', 'company', 'all', 'unassigned', 'assignedToMe']).optional(),
  /** A number, words, or a piece of the title. */
  q: z.string().max(500).optional(),
  /** A category, a status key, or `active`: open and pending. */
  status: emptyable(z.string().max(60)),
  /** This very status, also where its key is a category's word. */
  statusKey: emptyable(z.string().max(60)),
  priority: emptyable(z.enum(ticketPriorities)),
  sort: z.enum(ticketSorts).default('updated'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: emptyable(z.string().max(1_000)),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  companyId: emptyable(rowUuid),
  assigneeId: emptyable(rowUuid),
  requesterId: emptyable(rowUuid),
  /** Staff only: what is promised for soon, or is over. */
  due: emptyable(z.enum(['soon', 'overdue'])),
  /** A tag's name, in whatever capitals. Staff only: for contacts there are no tags. */
  tag: emptyable(z.string().max(40)),
});

export type ListedTickets = z.output<typeof ListTickets>;
