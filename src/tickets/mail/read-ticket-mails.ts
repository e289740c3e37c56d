import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { permit } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { type MailLogRow, mailLog } from '@/notifications/outbound/mail-log';
import { outboxMessages } from '@/notifications/tables';
import { orNotFound } from '@/platform/errors';
import { ticketNumber } from '@/tickets/input-shapes';
import { demand, isStaff } from '@/tickets/policy';
import { requireTicketing, visibleTickets } from '@/tickets/visible-tickets';

export const ReadTicketMails = z.object({ number: ticketNumber });

/** Enough for the mails of the last weeks; older ones stand in the log of all mails. */
const most = 100;

/**
 * The mails about a ticket and how each was delivered, the newest first. Refuses contacts (403);
 * an unknown ticket is not found.
 */
export async function readTicketMails(scope: Scope<Staff>, number: number): Promise<MailLogRow[]> {
  requireTicketing(scope, 'read');
  demand(permit(isStaff(scope), 'tickets.staffOnly'));
  return inReadTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select t.id from tickets t, ticket_statuses s
      where ${visibleTickets(scope)} and t.number = ${number}`);
    const { id } = orNotFound(rows[0]);
    return mailLog(tx, scope, eq(outboxMessages.threadKey, `ticket-${id}`), most);
  });
}
