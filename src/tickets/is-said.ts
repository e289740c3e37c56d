import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { ticketMessages } from './tables';

/**
 * Whether an event with these members stands in the ticket's conversation, which is the memory of
 * whatever is to be said there once.
 */
export async function isSaid(
  tx: Tx,
  { tenant }: Scope,
  ticketId: string,
  event: object,
): Promise<boolean> {
  const said = await tx
    .select({ id: ticketMessages.id })
    .from(ticketMessages)
    .where(
      and(
        eq(ticketMessages.tenantId, tenant.id),
        eq(ticketMessages.ticketId, ticketId),
        sql`${ticketMessages.event} @> ${JSON.stringify(event)}::jsonb`,
      ),
    )
    .limit(1);
  return said.length > 0;
}
