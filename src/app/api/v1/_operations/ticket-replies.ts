import 'server-only';
import { z } from 'zod';
import { orNotFound, Refusal } from '@/platform/errors';
import { AddNote, addNote } from '@/tickets/add-note';
import { readTicket } from '@/tickets/read-ticket';
import { ReplyToTicket, replyToTicket } from '@/tickets/reply-to-ticket';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { numberParams, rowId } from '../_door/shapes';
import { inApiWords } from './in-api-words';
import { TicketMessage } from './ticket-message-shape';

export const replyToTicketOperation = operation({
  method: 'POST',
  path: '/tickets/{number}/replies',
  summary: 'Write a reply, or a note that only technicians see',
  description:
    'A reply is mailed to the others on the ticket. A contact’s reply opens a ticket that waits or is resolved again.',
  scope: 'tickets:write',
  params: numberParams,
  body: z.object({
    body: AddNote.shape.body.describe('At most 50,000 characters'),
    kind: z.enum(['reply', 'note']).default('reply'),
    authorId: rowId
      .optional()
      .describe(
        'On whose behalf: a technician, or a contact of the ticket’s company. The key’s name stands beside it, or alone',
      ),
    status: z.string().min(1).max(60).optional().describe('With a reply: the status it leads to'),
    seenId: ReplyToTicket.shape.seenId.describe(
      'With a reply: the last message that was read, or `none`. Where somebody else has replied since, it is refused (409)',
    ),
  }),
  status: 201,
  answer: TicketMessage,
  refuses: [409],
  run: async (scope, { params: { number }, body: { body, kind, authorId, status, seenId } }) => {
    const message = { number, body, authorId };
    const misplaced = kind === 'note' && Object.entries({ status, seenId }).find(([, it]) => it);
    if (misplaced) {
      const fields = { [misplaced[0]]: 'fields.invalid' };
      throw new Refusal('checkFields', { status: 422, fields });
    }
    const written =
      kind === 'note'
        ? addNote(scope, message)
        : replyToTicket(scope, { ...message, statusKey: status, seenId });
    const { messageId } = await inApiWords({ statusKey: 'status' }, written);
    const { messages } = await readTicket(seeing(scope, 'tickets:read'), number);
    return orNotFound(messages.find(({ id }) => id === messageId));
  },
});
