import 'server-only';
import { z } from 'zod';
import { inOneTransaction, inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { inboundMails } from '@/notifications/inbound/tables';
import { contactForSender, findSender } from '@/people/find-sender';
import { enqueue } from '@/platform/enqueue';
import { orNotFound, Refusal } from '@/platform/errors';
import { emptyable, rowUuid } from '@/tickets/input-shapes';
import { openTicket } from '@/tickets/open-ticket';
import { keptOfAccepted } from './mail-limits';
import { requireMail } from './require-mail';
import { type InboundRow, lockMail, ownMail, settleMail } from './settle-mail';
import { titleOf } from './title-of';

export const AcceptMail = z.object({
  mailId: rowUuid,
  /** For a stranger: as whose contact. */
  companyId: emptyable(rowUuid),
});

const acceptable = ['triage', 'ignored'] as const;

/**
 * Opens the ticket of a mail that waited for a person's judgement; a stranger becomes a contact of
 * the company that is named. Its files follow in a job. Refuses a mail that somebody has decided
 * about (409), a stranger without a company (422), and senders who can't have tickets (409).
 */
export async function acceptMail(
  scope: Scope<Staff>,
  input: z.input<typeof AcceptMail>,
): Promise<{ number: number }> {
  requireMail(scope, 'write');
  const { mailId, companyId } = AcceptMail.parse(input);
  const [seen] = await inReadTransaction(scope, (tx) =>
    tx.select().from(inboundMails).where(ownMail(scope, mailId)),
  );
  const mail = orNotFound(seen);
  refuseSettled(mail);
  const requesterId = await requesterOf(scope, mail, companyId);
  return inOneTransaction(scope, async (tx) => {
    if (!(await lockMail(tx, scope, mailId, acceptable))) throw settled();
    const { number, id: ticketId } = await openTicket(
      { ...scope, via: 'mail' },
      {
        submissionId: mailId,
        requesterId,
        title: titleOf(mail.subject, mail.excerpt),
        description: mail.excerpt || '—',
      },
    );
    const became = { ticketId, ticketMessageId: null };
    await settleMail(tx, scope, mailId, {
      ...became,
      excerpt: mail.excerpt.slice(0, keptOfAccepted),
      state: 'accepted',
      reason: 'person',
    });
    await enqueue(tx, 'attachMailFiles', { tenantId: scope.tenant.id, mailId });
    await record(tx, scope, 'inboundMail.accepted', mailId, { after: { number, requesterId } });
    return { number };
  });
}

async function requesterOf(
  scope: Scope<Staff>,
  mail: InboundRow,
  companyId: string | undefined,
): Promise<string> {
  const sender = await findSender(scope, mail.fromAddress ?? '');
  if (sender.who === 'contact') return sender.id;
  if (sender.who === 'stranger' || sender.who === 'freemail') {
    const { address } = sender;
    if (companyId) return contactForSender(scope, { address, name: mail.fromName, companyId });
    const fields = { companyId: 'fields.required' };
    throw new Refusal('checkFields', { status: 422, fields });
  }
  throw new Refusal('inboundMail.noRequester');
}

function refuseSettled({ state }: InboundRow): void {
  if (state !== 'triage' && state !== 'ignored') throw settled();
}

const settled = () => new Refusal('inboundMail.settled');
