import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import type { Authentication } from '@/notifications/inbound/inbound-mail';
import type { Sender } from '@/people/find-sender';
import { goesOn } from '@/tickets/policy';
import type { StatusCategory } from '@/tickets/ticket-view';
import { visibleTickets } from '@/tickets/visible-tickets';
import type { MailTicket } from './find-mail-ticket';
import { mailActor } from './mail-actor';

/** What an answer becomes in its contact's name: a reply, or a ticket that follows the ended one. */
export type AnswerDecision =
  | { do: 'reply'; as: Scope<Contact>; number: number }
  | { do: 'open'; contactId: string; followUpOf: number | undefined };

/** What becomes of a mail. */
export type Decision =
  | AnswerDecision
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
 * them, unless DMARC fails or could not be asked for; otherwise only who is authenticated. What
 * answers a ticket without that becomes a note; a technician's mail is never more than a note.
 */
export async function decideMail(
  tx: Tx,
  scope: Scope,
  mail: { sender: Sender; ticket: MailTicket | undefined; authentication: Authentication },
): Promise<Decision> {
  const { sender, ticket, authentication } = mail;
  if (ticket) {
    const mayBeForged = ['fail', 'temperror'].includes(authentication.dmarc);
    const trusted =
      sender.who === 'contact' &&
      (authentication.aligned || (ticket.signedFor === sender.id && !mayBeForged));
    const answer = trusted ? await answerBy(tx, scope, sender.id, ticket.number) : undefined;
    return answer ?? { do: 'note', number: ticket.number };
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

/**
 * Whether it was decided against the sender only because DNS did not answer for their domain: the
 * same may be decided otherwise in a few minutes.
 */
export function mayTurnOut(decision: Decision, { aligned, ...found }: Authentication): boolean {
  const isDoubted =
    decision.do === 'note' || (decision.do === 'triage' && decision.reason === 'authentication');
  return isDoubted && !aligned && [found.spf, found.dkim, found.dmarc].includes('temperror');
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

/**
 * What this contact's answer to a ticket becomes with no more rights than theirs: a reply where
 * they see it and may, a follow-up where it has ended for good; undefined where they don't see it.
 * The ticket stays locked until the transaction ends, unless all that is wanted is to know.
 */
export async function answerBy(
  tx: Tx,
  scope: Scope,
  contactId: string,
  number: number,
  { lock = true } = {},
): Promise<AnswerDecision | undefined> {
  const as = await mailActor(tx, scope, contactId);
  return as && answerOf(tx, as, number, lock ? sql`for update of t` : sql``);
}

async function answerOf(
  tx: Tx,
  as: Scope<Contact>,
  number: number,
  locking: SQL,
): Promise<AnswerDecision | undefined> {
  const { rows } = await tx.execute<{
    requester_id: string;
    company_id: string;
    category: StatusCategory;
    closed_at: string | null;
  }>(sql`
    select t.requester_id, t.company_id, s.category, t.closed_at
    from tickets t, ticket_statuses s where ${visibleTickets(as)} and t.number = ${number} ${locking}`);
  const row = rows[0];
  if (!row) return undefined;
  const { requester_id: requesterId, company_id: companyId, category } = row;
  const closedAt = row.closed_at ? new Date(row.closed_at) : null;
  const facts = { requesterId, companyId, category, closedAt };
  if (goesOn(as, facts).allowed) return { do: 'reply', as, number };
  const follows = companyId === as.actor.companyId;
  return { do: 'open', contactId: as.actor.id, followUpOf: follows ? number : undefined };
}
