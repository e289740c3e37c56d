import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { newId } from '@/platform/ids';
import { announceChange } from './announce-change';
import { attachDrafts, mostAttachments } from './attach-drafts';
import { emptyable, longText, manyIds, rowUuid, ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { replyAuthor, unknownAuthor } from './reply-author';
import { ticketForChange } from './visible-tickets';
import { writeOnce } from './write-once';

export const AddNote = z.object({
  number: ticketNumber,
  body: longText(),
  attachmentIds: manyIds(mostAttachments),
  /** Made with the form: sent twice, the note is written once. */
  submissionId: emptyable(rowUuid),
  /** Programs only: the technician on whose behalf they write. */
  authorId: emptyable(rowUuid),
});

/**
 * Writes a message that only technicians see. It moves nothing that a contact could notice: not
 * the ticket's place in their list, no mail, no live update. Refuses contacts (403).
 */
export async function addNote(
  scope: Scope<Staff>,
  input: z.input<typeof AddNote>,
): Promise<{ messageId: string }> {
  const { number, body, attachmentIds, submissionId, authorId } = AddNote.parse(input);
  return inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.note(scope, ticket));
    const messageId = submissionId ?? newId();
    const author = await replyAuthor(tx, scope, ticket, authorId);
    if (author.kind === 'contact') throw unknownAuthor();
    const note = { id: messageId, kind: 'note', author, body, attachmentIds } as const;
    if (!(await writeOnce(tx, scope, ticket, note))) return { messageId };
    await Promise.all([
      attachDrafts(tx, scope, attachmentIds, { ticketId: ticket.id, messageId }),
      announceChange(tx, scope, ticket, 'note'),
      record(tx, scope, 'ticket.noted', ticket.id, { after: { messageId } }),
    ]);
    return { messageId };
  });
}
