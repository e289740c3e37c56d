import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inOneTransaction, type Tx } from '@/access/in-transaction';
import { isContact, type Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { announceChange } from './announce-change';
import { attachDrafts, mostAttachments } from './attach-drafts';
import { emptyable, longText, manyIds, rowUuid, ticketNumber } from './input-shapes';
import { moveTicket } from './move-ticket';
import { demand, goesOn, isStaff, ticketCan } from './policy';
import { orderRating } from './ratings/ask-for-rating';
import { type StatusRow, statusOfCategory, statusOfKey } from './read-statuses';
import { refuseOvertaken } from './refuse-overtaken';
import { type ReplyAuthor, replyAuthor } from './reply-author';
import { foundInFollowUp, replyInFollowUp } from './reply-in-follow-up';
import { setDueTimes } from './sla/set-due-times';
import { tickets } from './tables';
import { tellOfReply, tellOfStatus } from './tell-people';
import { type TicketForChange, ticketForChange } from './visible-tickets';
import { isWritten, sentBefore, ticketOfMessage, writeOnce } from './write-once';

export const ReplyToTicket = z.object({
  number: ticketNumber,
  body: longText(),
  attachmentIds: manyIds(mostAttachments),
  /** Made with the form: sent twice, the reply is written once. */
  submissionId: emptyable(rowUuid),
  /** Staff only: the status that the ticket gets with the reply. */
  statusKey: emptyable(z.string().max(60)),
  /** Staff only: the contact, for programs also the technician, on whose behalf they write. */
  authorId: emptyable(rowUuid),
  /** The last message that the writer saw, or `none`; left out, nobody asks. */
  seenId: emptyable(z.union([z.literal('none'), rowUuid])),
});

/**
 * Writes a message that everybody on the ticket sees, and mails it to the others. A contact's
 * reply opens a pending or resolved ticket again, a closed one as far as the tenant's setting
 * goes (else 409); who does not see that it is closed goes on in a ticket that follows it, as
 * with mail. Returns the message's id, or that of such a ticket and its number; repeated with the
 * same `submissionId`, the same, and refused where it differs from what was sent under it (409).
 * Refuses a contact who sets a status (403, naming the field), and with `seenId` a reply that
 * somebody else's has overtaken (409).
 */
export async function replyToTicket(
  scope: Scope,
  input: z.input<typeof ReplyToTicket>,
): Promise<{ messageId: string; followUp?: number }> {
  const reply = ReplyToTicket.parse(input);
  if (reply.statusKey && !isStaff(scope)) {
    const key = 'tickets.fieldNotYours';
    const field = 'statusKey';
    throw new Refusal(key, { status: 403, values: { field }, fields: { [field]: key } });
  }
  return inOneTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, reply.number);
    const messageId = reply.submissionId ?? newId();
    const { body, attachmentIds } = reply;
    if (isContact(scope)) {
      const sent = { messageId, body, attachmentIds };
      const made = reply.submissionId && (await foundInFollowUp(tx, scope, sent));
      if (made) return made;
      const isOver = isHiddenFrom(scope, 'status') && !goesOn(scope, ticket).allowed;
      if (isOver && !(await isWritten(tx, scope, ticket, messageId))) {
        return replyInFollowUp(scope, ticket, sent);
      }
    }
    const author = await replyAuthor(tx, scope, ticket, reply.authorId);
    const message = { id: messageId, kind: 'reply', author, body, attachmentIds } as const;
    if (!(await writeOnce(tx, scope, ticket, message))) {
      const isAsWanted = !reply.statusKey || reply.statusKey === ticket.statusKey;
      // A merge has closed the ticket since: the reply's own status went with it.
      const isHere = (await ticketOfMessage(tx, scope, messageId)) === ticket.id;
      if (isAsWanted || !isHere) return { messageId };
      throw sentBefore('tickets.sentBefore');
    }
    demand(ticketCan.reply(scope, ticket));
    if (reply.seenId) {
      await refuseOvertaken(tx, scope, ticket, { seen: reply.seenId, own: messageId });
    }
    const to = await nextStatus(tx, scope, ticket, author, reply.statusKey);
    await Promise.all([
      attachDrafts(tx, scope, attachmentIds, { ticketId: ticket.id, messageId }),
      noteReply(tx, scope, ticket, author),
    ]);
    const moved = to ? await moveTicket(tx, scope, ticket, to) : ticket;
    if (!to && author.kind === 'technician') await setDueTimes(tx, scope, ticket.id);
    await Promise.all([
      tellOfReply(tx, scope, moved, { body, author }),
      to ? tellOfStatus(tx, scope, moved, to) : undefined,
      to ? orderRating(tx, scope, moved, to.category) : undefined,
      announceChange(tx, scope, moved, 'reply'),
      record(tx, scope, 'ticket.replied', ticket.id, {
        after: {
          messageId,
          ...(to ? { status: to.key } : {}),
          ...(reply.authorId ? { onBehalfOf: reply.authorId } : {}),
        },
      }),
    ]);
    return { messageId };
  });
}

/**
 * Undefined: it stays as it is. Its own is not asked for: who changes that one has it and waits
 * for the ticket.
 */
async function nextStatus(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  author: ReplyAuthor,
  wanted: string | undefined,
): Promise<StatusRow | undefined> {
  if (wanted) return wanted === ticket.statusKey ? undefined : statusOfKey(tx, scope, wanted);
  if (author.kind === 'technician' || ticket.category === 'open') return undefined;
  return statusOfCategory(tx, scope, 'open');
}

async function noteReply(tx: Tx, scope: Scope, ticket: TicketForChange, author: ReplyAuthor) {
  const answered = author.kind === 'technician';
  await tx
    .update(tickets)
    .set({
      updatedAt: sql`now()`,
      lastReplyBy: author.kind,
      ...(answered ? { firstRespondedAt: sql`coalesce(${tickets.firstRespondedAt}, now())` } : {}),
    })
    .where(and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, ticket.id)));
}
