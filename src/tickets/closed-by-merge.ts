import { type SQL, sql } from 'drizzle-orm';

/**
 * That an event `ticket_messages m` of a ticket closed it by merging it into another one (`event ->>
 * 'into'`): it goes on there for as long as it has not been opened again. Whoever closes it
 * afterwards closes it for itself.
 */
export function closedByMerge(closedAt: SQL): SQL {
  return sql`m.event ? 'into' and m.created_at >= ${closedAt}`;
}
