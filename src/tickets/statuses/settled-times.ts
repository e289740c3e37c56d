import 'server-only';
import { sql } from 'drizzle-orm';
import { tickets } from '@/tickets/tables';
import type { StatusCategory } from '@/tickets/ticket-view';

/** When a ticket was resolved and closed, once it is in a status of this category. */
export function settledTimes(category: StatusCategory) {
  const ended = category === 'resolved' || category === 'closed';
  return {
    resolvedAt: ended ? sql`coalesce(${tickets.resolvedAt}, now())` : null,
    closedAt: category === 'closed' ? sql`coalesce(${tickets.closedAt}, now())` : null,
  };
}
