import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { notFound, orNotFound, Refusal } from '@/platform/errors';
import { hasSection } from '@/settings/sections';
import type { TicketFacts } from './policy';
import type { StatusCategory, TicketPriority } from './ticket-view';

/**
 * Whether tickets exist for this actor at all: a contact without the section gets what an
 * unknown page gets (404), a key needs the scope (403, naming it).
 */
export function requireTicketing({ actor }: Scope, deed: 'read' | 'write'): void {
  if (actor.kind === 'contact' && !hasSection(actor, 'ticketing')) throw notFound();
  if (actor.kind === 'apiKey' && !actor.scopes.includes(`tickets:${deed}`)) {
    throw new Refusal('api.scopeMissing', { status: 403, values: { scope: `tickets:${deed}` } });
  }
}

/**
 * Begins every query for tickets: the condition under which a row of `tickets t`, joined to its
 * `ticket_statuses s`, exists for the actor. Contacts: they asked for it, or it is of their company
 * and they are in copy or its primary contact; and its status is one that contacts see.
 */
export function visibleTickets({ tenant, actor }: Scope): SQL {
  const ofTenant = sql`t.tenant_id = ${tenant.id} and s.tenant_id = ${tenant.id} and s.id = t.status_id`;
  if (actor.kind !== 'contact') return ofTenant;
  const inCopy = sql` and exists (select from ticket_ccs c where c.tenant_id = ${tenant.id} and c.ticket_id = t.id and c.contact_id = ${actor.id})`;
  const ofCompany = sql`t.company_id = ${actor.companyId}${actor.isPrimary ? sql`` : inCopy}`;
  return sql`${ofTenant} and s.portal_visible and (t.requester_id = ${actor.id} or ${ofCompany})`;
}

/**
 * Behind `from`: those in copy of `tickets t`, as `contacts p`. Whoever has moved to another
 * company reads on no more; back again, they are in copy as before.
 */
export function peopleInCopy({ tenant }: Scope): SQL {
  return sql`ticket_ccs c join contacts p
      on p.tenant_id = ${tenant.id} and p.id = c.contact_id and p.company_id = t.company_id
    where c.tenant_id = ${tenant.id} and c.ticket_id = t.id`;
}

/** A ticket as the verbs need it before they change it. */
export interface TicketForChange extends TicketFacts {
  id: string;
  number: number;
  title: string;
  statusId: string;
  statusKey: string;
  /** Whether contacts see tickets in its status. */
  portalVisible: boolean;
  priority: TicketPriority;
  assigneeId: string | null;
  ccIds: string[];
}

/**
 * The visible ticket with this number, locked until the transaction ends, so that two changes
 * come one after the other and the second sees the first. Both statements travel together; the
 * lock comes first because a locking join would lose a row whose status has just changed.
 */
export async function ticketForChange(
  tx: Tx,
  scope: Scope,
  number: number,
): Promise<TicketForChange> {
  requireTicketing(scope, 'write');
  const [, found] = await Promise.all([
    tx.execute(
      sql`select from tickets where tenant_id = ${scope.tenant.id} and number = ${number} for update`,
    ),
    tx.execute<ChangeRow>(sql`
      select t.id, t.title, t.requester_id, t.company_id, t.status_id, s.key, s.category,
        s.portal_visible, t.priority, t.assignee_id, t.closed_at,
        array(select p.id::text from ${peopleInCopy(scope)}) as cc_ids
      from tickets t, ticket_statuses s
      where ${visibleTickets(scope)} and t.number = ${number}`),
  ]);
  const row = orNotFound(found.rows[0]);
  return {
    id: row.id,
    number,
    title: row.title,
    requesterId: row.requester_id,
    companyId: row.company_id,
    statusId: row.status_id,
    statusKey: row.key,
    category: row.category,
    portalVisible: row.portal_visible,
    priority: row.priority,
    assigneeId: row.assignee_id,
    closedAt: row.closed_at ? new Date(row.closed_at) : null,
    ccIds: row.cc_ids,
  };
}

interface ChangeRow extends Record<string, unknown> {
  id: string;
  title: string;
  requester_id: string;
  company_id: string;
  status_id: string;
  key: string;
  category: StatusCategory;
  portal_visible: boolean;
  priority: TicketPriority;
  assignee_id: string | null;
  closed_at: string | null;
  cc_ids: string[];
}
