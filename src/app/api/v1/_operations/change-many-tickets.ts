import 'server-only';
import { z } from 'zod';
import { changeManyTickets, mostAtOnce } from '@/tickets/change-many-tickets';
import { ticketPriorities } from '@/tickets/ticket-view';
import { operation } from '../_door/operation';
import { numberParams, rowId } from '../_door/shapes';
import { inApiWords } from './in-api-words';

const number = numberParams.shape.number;
const changes = z.union([
  z.strictObject({ status: z.string().min(1).max(60).describe('A status key') }),
  z.strictObject({ assigneeId: rowId.nullable().describe('Null: nobody') }),
  z.strictObject({ priority: z.enum(ticketPriorities) }),
]);

const ManyChanged = z
  .object({
    changed: z.array(number),
    refused: z
      .array(z.object({ number, code: z.string().describe('As in a problem') }))
      .describe('These stayed as they were'),
  })
  .meta({ id: 'ManyChanged' });

export const changeManyTicketsOperation = operation({
  method: 'POST',
  path: '/tickets/bulk',
  summary: 'Make one change to many tickets',
  description:
    'Each holds by itself, with its own event, mails and audit entry; one that can’t be changed stops none of the others. What is wrong for all of them, such as an unknown status, is refused before any changes.',
  scope: 'tickets:write',
  body: z.object({
    numbers: z.array(number).min(1).max(mostAtOnce).describe(`At most ${mostAtOnce}`),
    change: changes.describe('One of these'),
  }),
  status: 200,
  answer: ManyChanged,
  run: async (scope, { body: { numbers, change } }) => {
    const wanted = 'status' in change ? { statusKey: change.status } : change;
    const words = { statusKey: 'change.status', assigneeId: 'change.assigneeId' };
    const done = await inApiWords(words, changeManyTickets(scope, { numbers, change: wanted }));
    const refused = done.refused.map(({ number, key }) => ({ number, code: key }));
    return { changed: done.changed, refused };
  },
});
