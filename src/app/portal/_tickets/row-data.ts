import type { StatusCategory, TicketRow } from '@/tickets/ticket-view';

/** A row as it travels to the browser: only what is drawn, under short names. */
export interface RowData {
  n: number;
  title: string;
  /** '' where contacts don't see it. */
  status: string;
  category: StatusCategory;
  /** The status's own colour. */
  colour?: string;
  /** Who asked for it, in the list of a company. */
  by?: string;
  /** Milliseconds. */
  at: number;
  last: 'contact' | 'technician' | null;
  unread?: true;
}

export function rowData(row: TicketRow, { withRequester = false } = {}): RowData {
  return {
    n: row.number,
    title: row.title,
    status: row.status.label,
    category: row.status.category,
    ...(row.status.colour && { colour: row.status.colour }),
    at: row.updatedAt.getTime(),
    last: row.lastReplyBy,
    ...(withRequester && { by: row.requester.name }),
    ...(row.unread && { unread: true as const }),
  };
}
