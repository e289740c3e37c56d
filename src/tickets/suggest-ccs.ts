import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { ccCandidates } from './cc-candidates';
import { ticketNumber } from './input-shapes';
import type { Named } from './ticket-view';
import { peopleInCopy, requireTicketing, visibleTickets } from './visible-tickets';

const most = 200;

/**
 * Who could be put in copy, by name, at most 200: the colleagues at the ticket's company who are
 * not on it yet. Without a number, for a new ticket: the contact's own colleagues; technicians
 * get nobody before they have chosen whose ticket it is.
 */
export async function suggestCcs(scope: Scope, number?: number): Promise<Named[]> {
  requireTicketing(scope, 'read');
  const { actor } = scope;
  if (number === undefined) {
    if (actor.kind !== 'contact') return [];
    const { companyId } = actor;
    return inReadTransaction(scope, (tx) =>
      ccCandidates(tx, scope, { companyId, except: [actor.id], most }),
    );
  }
  return inReadTransaction(scope, async (tx) => {
    const { company_id: companyId, taken: except } = await peopleOn(tx, scope, number);
    return ccCandidates(tx, scope, { companyId, except, most });
  });
}

async function peopleOn(tx: Tx, scope: Scope, number: number) {
  const { rows } = await tx.execute<{ company_id: string; taken: string[] }>(sql`
    select t.company_id, array(select p.id::text from ${peopleInCopy(scope)}) || t.requester_id::text as taken
    from tickets t, ticket_statuses s
    where ${visibleTickets(scope)} and t.number = ${ticketNumber.parse(number)}`);
  return orNotFound(rows[0]);
}
