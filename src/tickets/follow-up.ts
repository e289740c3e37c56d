import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound, Refusal } from '@/platform/errors';
import { demand, ticketCan } from './policy';
import type { StatusCategory } from './ticket-view';
import { visibleTickets } from './visible-tickets';

/**
 * The id of the closed ticket that a new one goes on from, or null where none is named. Refuses
 * one that the actor can't see (404), that is not closed (409), or of another company (422).
 */
export async function followedTicket(
  tx: Tx,
  scope: Scope,
  companyId: string,
  number: number | undefined,
): Promise<string | null> {
  if (number === undefined) return null;
  const { rows } = await tx.execute<{
    id: string;
    company_id: string;
    requester_id: string;
    category: StatusCategory;
  }>(sql`
    select t.id, t.company_id, t.requester_id, s.category
    from tickets t, ticket_statuses s
    where ${visibleTickets(scope)} and t.number = ${number}`);
  const row = orNotFound(rows[0]);
  const { company_id, requester_id: requesterId, category } = row;
  demand(
    ticketCan.followUp(scope, { companyId: company_id, requesterId, category, closedAt: null }),
  );
  if (company_id === companyId) return row.id;
  const key = 'tickets.otherCompany';
  throw new Refusal(key, { status: 422, fields: { followUpOf: key } });
}
