import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { translatorFor } from '@/i18n/translator';
import type { ReadMail } from '@/notifications/inbound/inbound-mail';
import { announceChange } from '@/tickets/announce-change';
import { openTicket } from '@/tickets/open-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { ticketForChange } from '@/tickets/visible-tickets';
import { writeOnce } from '@/tickets/write-once';
import type { Decision } from './decide-mail';
import type { MailFiles } from './mail-files';
import { titleOf } from './title-of';

/** What a mail became: its ticket, and the message; null is the description. */
export interface Became {
  ticketId: string;
  ticketMessageId: string | null;
}

interface CarriedOut {
  number: number;
  became: Became;
}

interface Carried {
  mailId: string;
  mail: Pick<ReadMail, 'subject' | 'from'>;
  /** What its author wrote now. */
  body: string;
  /** Undefined: they follow in a job. */
  files?: MailFiles;
}

/**
 * Does with a mail what was decided, in the caller's transaction. The ticket or message has the
 * mail's own id, so nothing is ever made twice of one mail.
 */
export async function carryOut(
  tx: Tx,
  scope: Scope,
  decision: Exclude<Decision, { do: 'triage' }>,
  carried: Carried,
): Promise<CarriedOut> {
  const { mailId, files } = carried;
  const body = carried.body || '—';
  if (decision.do === 'open') {
    const { id: ticketId, number } = await openTicket(
      { ...scope, via: 'mail' },
      {
        submissionId: mailId,
        requesterId: decision.contactId,
        title: titleOf(carried.mail.subject, carried.body),
        description: body,
        followUpOf: decision.followUpOf,
      },
    );
    await files?.attach(tx, { ticketId, messageId: null });
    return { number, became: { ticketId, ticketMessageId: null } };
  }
  if (decision.do === 'note') return noteMail(tx, scope, decision.number, carried);
  const { as, number } = decision;
  const { id: ticketId } = await ticketForChange(tx, as, number);
  await replyToTicket(as, { number, body, submissionId: mailId });
  await files?.attach(tx, { ticketId, messageId: mailId });
  return { number, became: { ticketId, ticketMessageId: mailId } };
}

/**
 * For technicians alone, and saying of itself that its author is not certain, or where a person
 * accepted it, as who it says it comes. No mail leaves.
 */
async function noteMail(
  tx: Tx,
  scope: Scope,
  number: number,
  { mailId, mail, body, files }: Carried,
): Promise<CarriedOut> {
  const ticket = await ticketForChange(tx, { ...scope, via: 'mail' }, number);
  const address = mail.from?.address ?? '?';
  const t = await translatorFor(scope.tenant.defaultLanguage);
  const columns = {
    authorKind: 'system' as const,
    contactId: null,
    technicianId: null,
    authorName: mail.from?.name || address,
  };
  const said =
    scope.actor.kind === 'system' ? 'inboundMail.unverified' : 'inboundMail.acceptedAsNote';
  const text = `${t(said, { address })}\n\n${body || '—'}`;
  await writeOnce(tx, scope, ticket, {
    id: mailId,
    kind: 'note',
    author: { columns },
    body: text.slice(0, 50_000),
  });
  await files?.attach(tx, { ticketId: ticket.id, messageId: mailId });
  await announceChange(tx, scope, ticket, 'note');
  await record(tx, scope, 'ticket.noted', ticket.id, { after: { messageId: mailId } });
  return { number, became: { ticketId: ticket.id, ticketMessageId: mailId } };
}
