import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { portalVisibility } from '@/fields/portal-visibility';
import { queueMail } from '@/notifications/queue-mail';
import { ownContact } from '@/people/contact-rows';
import { contactReaders } from '@/people/mail-readers';
import { contacts } from '@/people/tables';
import { clock, days, hours } from '@/platform/clock';
import { newToken, tokenHash } from '@/platform/crypto';
import { enqueue } from '@/platform/enqueue';
import { newId } from '@/platform/ids';
import { type Setting, setting } from '@/settings/tenant-settings';
import { closedByMerge } from '@/tickets/closed-by-merge';
import type { StatusCategory } from '@/tickets/ticket-view';
import { ticketRatings } from './tables';

/** A link in a mail lasts so long. */
const linkLasts = days(30);

/**
 * Orders the question how it went, where the tenant asks and the ticket has just ended; the job
 * looks again when its time has come.
 */
export async function orderRating(
  tx: Tx,
  scope: Scope,
  { id: ticketId }: { id: string },
  category: StatusCategory,
): Promise<void> {
  if (category !== 'resolved' && category !== 'closed') return;
  if (tellsTooMuch(scope)) return;
  const { audience, delayHours } = setting(scope, 'satisfaction');
  if (audience === 'nobody') return;
  const runAt = new Date(clock.now().getTime() + hours(delayHours));
  const payload = { tenantId: scope.tenant.id, ticketId };
  await enqueue(tx, 'askForRating', payload, { runAt, jobKey: `rating:${ticketId}` });
}

/** The question says that the ticket has ended. */
const tellsTooMuch = (scope: Scope) => portalVisibility(scope, 'status') === 'hidden';

export const AskForRating = z.object({ ticketId: z.uuid() });

/**
 * Mails the requester a link to rate the ticket, once a ticket and not more often than the tenant
 * wants to bother one contact. It does nothing for a ticket that goes on, is hidden in the portal
 * or went on in another, and for contacts whom no mail about tickets may reach.
 */
export async function askForRating(
  scope: Scope<System>,
  { ticketId }: z.output<typeof AskForRating>,
): Promise<void> {
  if (tellsTooMuch(scope)) return;
  const chosen = setting(scope, 'satisfaction');
  await inTransaction(scope, async (tx) => {
    const ticket = await endedTicket(tx, scope, ticketId);
    if (!ticket || !isAsked(chosen, ticket.company_id)) return;
    const contactId = ticket.requester_id;
    // Two tickets of one contact at once: the second waits here and then finds the first.
    await tx.select().from(contacts).where(ownContact(scope, contactId)).for('no key update');
    if (await wasAskedLately(tx, scope, contactId, chosen.everyDays)) return;
    const [reader] = await contactReaders(tx, scope, 'ticketing', [contactId]);
    if (!reader) return;
    const token = newToken();
    const askedAt = clock.now();
    const asked = await tx
      .insert(ticketRatings)
      .values({
        tenantId: scope.tenant.id,
        id: newId(),
        ticketId,
        tokenHash: tokenHash(token),
        askedAt,
        expiresAt: new Date(askedAt.getTime() + linkLasts),
      })
      .onConflictDoNothing()
      .returning({ id: ticketRatings.id });
    if (asked.length === 0) return;
    await queueMail(tx, scope, {
      template: 'rateTicket',
      to: reader.to,
      about: reader.id,
      threadKey: `ticket-${ticketId}`,
      params: { number: String(ticket.number), title: ticket.title },
      secret: { token },
    });
    await record(tx, scope, 'ticket.ratingAsked', ticketId);
  });
}

function isAsked(chosen: Setting<'satisfaction'>, companyId: string): boolean {
  if (chosen.audience === 'nobody') return false;
  return chosen.audience === 'everyone' || chosen.companyIds.includes(companyId);
}

interface EndedTicket extends Record<string, unknown> {
  number: number;
  title: string;
  requester_id: string;
  company_id: string;
}

/** The ticket, if it has ended where contacts can see it, and not by going on in another one. */
async function endedTicket(
  tx: Tx,
  { tenant }: Scope,
  ticketId: string,
): Promise<EndedTicket | undefined> {
  const { rows } = await tx.execute<EndedTicket>(sql`
    select t.number, t.title, t.requester_id, t.company_id from tickets t
      join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
    where t.tenant_id = ${tenant.id} and t.id = ${ticketId} and s.portal_visible
      and s.category in ('resolved', 'closed')
      and not exists (select from ticket_messages m where m.tenant_id = ${tenant.id}
        and m.ticket_id = t.id and m.event @> '{"what": "merged"}'
        and ${closedByMerge(sql`t.closed_at`)})`);
  return rows[0];
}

async function wasAskedLately(
  tx: Tx,
  { tenant }: Scope,
  contactId: string,
  everyDays: number,
): Promise<boolean> {
  const since = new Date(clock.now().getTime() - days(everyDays)).toISOString();
  const { rows } = await tx.execute(sql`
    select from ticket_ratings r join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id
    where r.tenant_id = ${tenant.id} and r.asked_at > ${since}::timestamptz
      and t.requester_id = ${contactId} limit 1`);
  return rows.length > 0;
}
