import type { TicketPriority, TicketRow } from '@/tickets/ticket-view';
import type { Tone } from '@/ui/status-pill';

/** A ticket as the list needs it: nothing travels that is not shown. */
export interface QueueRow {
  number: number;
  title: string;
  tone: Tone;
  status: string;
  /** The status's own colour, or null: the tone's. */
  colour: string | null;
  priority: TicketPriority;
  requester: string;
  company: string;
  assignee: string | null;
  /** The last change, in ms. */
  at: number;
  unread: boolean;
  /** What was promised next, in ms; null: nothing is to be kept. */
  due: { at: number; state: 'running' | 'soon' | 'overdue' } | null;
}

/** A state's colour and shape; its word always stands beside them. */
export const categoryTones = {
  open: 'accent',
  pending: 'warning',
  resolved: 'success',
  closed: 'neutral',
} as const satisfies Record<TicketRow['status']['category'], Tone>;

export function queueRow(row: TicketRow): QueueRow {
  return {
    number: row.number,
    title: row.title,
    tone: categoryTones[row.status.category],
    status: row.status.label,
    colour: row.status.colour,
    priority: row.priority ?? 'normal',
    requester: row.requester.name,
    company: row.company.name,
    assignee: row.assignee?.name ?? null,
    at: row.updatedAt.getTime(),
    unread: row.unread,
    due: row.due && { at: row.due.at.getTime(), state: row.due.state },
  };
}
