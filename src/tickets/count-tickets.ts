import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { type Contact, isContact, type Scope } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { runNamed } from '@/platform/run-named';
import { requireTicketing } from './visible-tickets';

/** Counting stops here: "99+" is all that a screen says of more. */
export const countedUpTo = 100;

export interface TicketCounts {
  /** Open and pending. Contacts: theirs, also those in copy. Staff: the tenant's. */
  active: number;
  /** Contacts: those of them that wait for their answer. Technicians: open ones given to them. */
  awaitingYou: number;
}

/**
 * Two numbers for the home page and the navigation, each at most `countedUpTo`; cheap to ask. None
 * where the status is hidden from the contact.
 */
export async function countTickets(scope: Scope): Promise<TicketCounts> {
  requireTicketing(scope, 'read');
  if (isHiddenFrom(scope, 'status')) return { active: 0, awaitingYou: 0 };
  const rows = await inReadTransaction(scope, (tx) =>
    runNamed<{ active: number; awaiting: number }>(
      tx,
      isContact(scope) ? contactCounts(scope) : staffCounts(scope),
    ),
  );
  return { active: rows[0]?.active ?? 0, awaitingYou: rows[0]?.awaiting ?? 0 };
}

function contactCounts({ tenant, actor }: Scope<Contact>): SQL {
  const me = actor.id;
  return sql`
    select count(*)::int as active, (count(*) filter (where category = 'pending'))::int as awaiting
    from (
      (select s.category from ticket_statuses s cross join lateral (
          select from tickets t where t.tenant_id = ${tenant.id} and t.requester_id = ${me}
            and t.status_id = s.id limit 100) t
        where s.tenant_id = ${tenant.id} and s.portal_visible
          and s.category in ('open', 'pending'))
      union all
      (select s.category from ticket_ccs c
          join tickets t on t.tenant_id = ${tenant.id} and t.id = c.ticket_id
          join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
        where c.tenant_id = ${tenant.id} and c.contact_id = ${me} and t.requester_id <> ${me}
          and t.company_id = ${actor.companyId}
          and s.portal_visible and s.category in ('open', 'pending'))
      limit 100
    ) mine`;
}

function staffCounts({ tenant, actor }: Scope): SQL {
  const me = actor.kind === 'system' ? null : actor.id;
  const counted = (which: SQL, categories: SQL) => sql`
    (select count(*)::int from (select from ticket_statuses s cross join lateral (
        select from tickets t where t.tenant_id = ${tenant.id} and t.status_id = s.id ${which}
        limit 100) t
      where s.tenant_id = ${tenant.id} and s.category in (${categories})
      limit 100) counted)`;
  return sql`select ${counted(sql``, sql`'open', 'pending'`)} as active,
    ${counted(sql`and t.assignee_id = ${me}`, sql`'open'`)} as awaiting`;
}
