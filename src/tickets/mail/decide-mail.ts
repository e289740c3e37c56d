import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import type { Authentication } from '@/notifications/inbound/inbound-mail';
import type { Sender } from '@/people/find-sender';
import { ticketCan } from '@/tickets/policy';
import type { StatusCategory } from '@/tickets/ticket-view';
import { visibleTickets } from '@/tickets/visible-tickets';
import type { MailTicket } from './find-mail-ticket';
import { mailActor } from './mail-actor';

/** What becomes of a mail. */
export type Decision =
  | { do: 'reply'; as: Scope<Contact>; number: number }
  | { do: 'open'; contactId: string; followUpOf: number | undefined }
  /** On the ticket, for technicians alone: who wrote it is not certain. */
  | { do: 'note'; number: number }
  | { do: 'triage'; reason: TriageReason };

export const triageReasons = [
  'authentication',
  'badAddress',
  'disabled',
  'freemail',
  'noCompany',
  'noTickets',
  'severalCompanies',
  'technician',
  'tooMany',
] as const;
export type TriageReason = (typeof triageReasons)[number];

/**
 * Decides by who is certain: a contact to whom we wrote and who answers to the address signed for
 * them, unless DMARC fails; otherwise only who is authenticated. What answers a ticket without
 * that becomes a note; a technician's mail is never more than a note.
 */
export async function decideMail(
  tx: Tx,
  scope: Scope,
  mail: { sender: Sender; ticket: MailTicket | undefined; authentication: Authentication },
): Promise<Decision> {
  const { sender, ticket, authentication } = mail;
  const isForged = authentication.dmarc === 'fail';
  if (ticket) {
    const trusted =
      sender.who === 'contact' &&
      !isForged &&
      (ticket.signedFor === sender.id || authentication.aligned);
    const as = trusted ? await mailActor(tx, scope, sender.id) : undefined;
    return (as && (await answerOf(tx, as, ticket.number))) ?? { do: 'note', number: ticket.number };
  }
  if (sender.who === 'technician') return { do: 'triage', reason: 'technician' };
  if (sender.who === 'stranger')
    return { do: 'triage', reason: strangerReason(sender, authentication) };
  if (sender.who !== 'contact') return { do: 'triage', reason: sender.who };
  if (!authentication.aligned) return { do: 'triage', reason: 'authentication' };
  const as = await mailActor(tx, scope, sender.id);
  if (!as) return { do: 'triage', reason: 'noTickets' };
  return { do: 'open', contactId: sender.id, followUpOf: undefined };
}

/** Whether a stranger's mail makes them a contact, of which company; undefined: it goes to triage. */
export function companyOfStranger(
  sender: Sender,
  authentication: Authentication,
): string | undefined {
  if (sender.who !== 'stranger' || !authentication.aligned) return undefined;
  return sender.companyIds.length === 1 ? sender.companyIds[0] : undefined;
}

function strangerReason(
  { companyIds }: Extract<Sender, { who: 'stranger' }>,
  { aligned }: Authentication,
): TriageReason {
  if (companyIds.length === 0) return 'noCompany';
  if (companyIds.length > 1) return 'severalCompanies';
  return aligned ? 'noTickets' : 'authentication';
}

/** A reply where the contact sees the ticket and may, a follow-up where it has ended for good. */
async function answerOf(tx: Tx, as: Scope<Contact>, number: number): Promise<Decision | undefined> {
  const { rows } = await tx.execute<{
    requester_id: string;
    company_id: string;
    category: StatusCategory;
    closed_at: string | null;
  }>(sql`
    select t.requester_id, t.company_id, s.category, t.closed_at
    from tickets t, ticket_statuses s where ${visibleTickets(as)} and t.number = ${number}
    for update of t`);
  const row = rows[0];
  if (!row) return undefined;
  const { requester_id: requesterId, company_id: companyId, category } = row;
  const closedAt = row.closed_at ? new Date(row.closed_at) : null;
  const facts = { requesterId, companyId, category, closedAt };
  if (ticketCan.reply(as, facts).allowed) return { do: 'reply', as, number };
  const follows = companyId === as.actor.companyId;
  return { do: 'open', contactId: as.actor.id, followUpOf: follows ? number : undefined };
}
