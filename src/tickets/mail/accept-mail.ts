import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inOneTransaction, inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { inboundMails } from '@/notifications/inbound/tables';
import { contactForSender, findSender } from '@/people/find-sender';
import { enqueue } from '@/platform/enqueue';
import { orNotFound, Refusal } from '@/platform/errors';
import { emptyable, rowUuid } from '@/tickets/input-shapes';
import { carryOut } from './carry-out';
import { answerBy, type Decision } from './decide-mail';
import { ticketGoingOn } from './find-mail-ticket';
import { keptOfAccepted } from './mail-limits';
import { acceptances } from './mail-view';
import { requireMail } from './require-mail';
import { type InboundRow, lockMail, ownMail, settleMail } from './settle-mail';

export const AcceptMail = z.object({
  mailId: rowUuid,
  /** For a stranger who gets a ticket: as whose contact. */
  companyId: emptyable(rowUuid),
  /** A ticket of its own, or on the one that it answers its sender's reply or a note. */
  as: z.enum(acceptances).default('ticket'),
});

const acceptable = ['triage', 'ignored'] as const;

/**
 * Makes of a mail that waited what a person decided. A ticket of its own: a stranger becomes a
 * contact of the company that is named, and what answers a ticket that has ended for its sender
 * follows it. A reply: in the name of the contact whose address it is, who needs the right to it.
 * A note: for technicians alone. Its files follow in a job. Refuses a mail that somebody has
 * decided about, a reply or note where it answers nothing, a reply that its sender may not write,
 * and senders who can't have tickets (409); a stranger without a company (422).
 */
export async function acceptMail(
  scope: Scope<Staff>,
  input: z.input<typeof AcceptMail>,
): Promise<{ number: number }> {
  requireMail(scope, 'write');
  const { mailId, companyId, as } = AcceptMail.parse(input);
  const [seen] = await inReadTransaction(scope, (tx) =>
    tx.select().from(inboundMails).where(ownMail(scope, mailId)),
  );
  const mail = orNotFound(seen);
  refuseSettled(mail);
  const senderId = await senderOf(scope, mail, { as, companyId });
  return inOneTransaction(scope, async (tx) => {
    if (!(await lockMail(tx, scope, mailId, acceptable))) throw settled();
    const decision = await decisionOf(tx, scope, mail, { as, senderId });
    const { number, became } = await carryOut(tx, scope, decision, {
      mailId,
      mail: {
        subject: mail.subject,
        from: { name: mail.fromName, address: mail.fromAddress ?? '' },
      },
      body: mail.excerpt,
    });
    await settleMail(tx, scope, mailId, {
      ...became,
      excerpt: mail.excerpt.slice(0, keptOfAccepted),
      state: 'accepted',
      reason: 'person',
    });
    await enqueue(tx, 'attachMailFiles', { tenantId: scope.tenant.id, mailId });
    const after = { number, became: as, ...(senderId ? { requesterId: senderId } : {}) };
    await record(tx, scope, 'inboundMail.accepted', mailId, { after });
    return { number };
  });
}

type As = z.output<typeof AcceptMail>['as'];

/** Whose ticket or reply it will be; a note is nobody's. */
async function senderOf(
  scope: Scope<Staff>,
  mail: InboundRow,
  { as, companyId }: { as: As; companyId: string | undefined },
): Promise<string | undefined> {
  if (as === 'note') return undefined;
  const sender = await findSender(scope, mail.fromAddress ?? '');
  if (sender.who === 'contact') return sender.id;
  if (as === 'reply') throw new Refusal('inboundMail.noReply');
  if (sender.who === 'stranger' || sender.who === 'freemail') {
    const { address } = sender;
    if (companyId) return contactForSender(scope, { address, name: mail.fromName, companyId });
    const fields = { companyId: 'fields.required' };
    throw new Refusal('checkFields', { status: 422, fields });
  }
  throw new Refusal('inboundMail.noRequester');
}

async function decisionOf(
  tx: Tx,
  scope: Scope<Staff>,
  mail: InboundRow,
  { as, senderId }: { as: As; senderId: string | undefined },
): Promise<Exclude<Decision, { do: 'triage' }>> {
  const number = await answeredNumber(tx, scope, mail);
  if (number === undefined) {
    if (senderId && as === 'ticket') return opening(senderId);
    throw new Refusal('inboundMail.answersNothing');
  }
  if (!senderId) return { do: 'note', number };
  const answer = await answerBy(tx, scope, senderId, number);
  if (as === 'ticket') return answer?.do === 'open' ? answer : opening(senderId);
  if (answer?.do === 'reply') return answer;
  throw new Refusal('inboundMail.noReply');
}

/** Of the ticket that it answers, as that goes on now. */
async function answeredNumber(tx: Tx, scope: Scope, { answersTicketId: id }: InboundRow) {
  return id ? (await ticketGoingOn(tx, scope, sql`t.id = ${id}`))?.number : undefined;
}

const opening = (contactId: string) => ({ do: 'open' as const, contactId, followUpOf: undefined });

function refuseSettled({ state }: InboundRow): void {
  if (state !== 'triage' && state !== 'ignored') throw settled();
}

const settled = () => new Refusal('inboundMail.settled');
