import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { permit } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { type FoundSectionFacts, sectionFacts, sectionsBy } from '@/settings/section-facts';
import { ticketNumber } from '@/tickets/input-shapes';
import { demand, isStaff } from '@/tickets/policy';
import { peopleInCopy, requireTicketing, visibleTickets } from '@/tickets/visible-tickets';
import { type Belonging, belongsAs, type TicketReason, whySeesTicket } from './why-sees-ticket';

export const ReadTicketVisibility = z.object({ number: ticketNumber });

/** A contact whose ticket it is, and whether the portal shows it to them. */
export interface TicketOnlooker {
  id: string;
  name: string;
  as: Belonging;
  sees: boolean;
  /** `disabled`: they can't sign in. */
  reason: TicketReason | 'disabled';
}

export interface TicketVisibility {
  /** False: its status is hidden from contacts, so that nobody of them sees it. */
  statusVisible: boolean;
  /** The requester first, then primary contacts of the company, then those in copy. */
  people: TicketOnlooker[];
}

/**
 * Which contacts see a ticket in the portal, and why; every technician does. In one round trip.
 * Refuses contacts (403); an unknown ticket is not found.
 */
export async function readTicketVisibility(
  scope: Scope<Staff>,
  number: number,
): Promise<TicketVisibility> {
  requireTicketing(scope, 'read');
  demand(permit(isStaff(scope), 'tickets.staffOnly'));
  const tenantId = scope.tenant.id;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(sql`
      with ticket as (
        select t.id, t.requester_id, t.company_id, s.portal_visible,
          array(select p.id from ${peopleInCopy(scope)}) as cc_ids
        from tickets t, ticket_statuses s
        where ${visibleTickets(scope)} and t.number = ${ticketNumber.parse(number)})
      select k.requester_id, k.company_id, k.portal_visible, k.cc_ids::text[] as cc_ids,
        p.id, p.name, p.company_id as own_company_id, p.is_primary,
        p.disabled_at is not null as disabled,
        ${sectionFacts(tenantId, { id: sql`p.id`, companyId: sql`p.company_id` })} as sections
      from ticket k join contacts p on p.tenant_id = ${tenantId} and (p.id = k.requester_id
        or p.id = any(k.cc_ids) or (p.company_id = k.company_id and p.is_primary))
      order by p.name, p.id`),
  );
  // Every ticket has a requester: without a row there is no ticket.
  const statusVisible = orNotFound(rows[0]).portal_visible;
  return { statusVisible, people: order.flatMap((as) => rows.flatMap(onlookerIf(as))) };
}

const order: Belonging[] = ['requester', 'primaryContact', 'inCopy'];

function onlookerIf(as: Belonging) {
  return (row: Row): TicketOnlooker[] => {
    const { id, name } = row;
    const contact = { id, companyId: row.own_company_id, isPrimary: row.is_primary };
    const ticket = {
      requesterId: row.requester_id,
      companyId: row.company_id,
      ccIds: row.cc_ids,
      portalVisible: row.portal_visible,
    };
    if (belongsAs(contact, ticket) !== as) return [];
    if (row.disabled) return [{ id, name, as, sees: false, reason: 'disabled' }];
    const sections = sectionsBy(row.sections);
    return [{ id, name, as, ...whySeesTicket({ ...contact, sections }, ticket) }];
  };
}

interface Row extends Record<string, unknown> {
  requester_id: string;
  company_id: string;
  portal_visible: boolean;
  cc_ids: string[];
  id: string;
  name: string;
  own_company_id: string;
  is_primary: boolean;
  disabled: boolean;
  sections: FoundSectionFacts;
}
