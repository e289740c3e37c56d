import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { addCc } from '@/tickets/add-cc';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketPriority } from '@/tickets/change-ticket-priority';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { mostTags, tagName, tagTicket } from '@/tickets/desk/tag-ticket';
import { untagTicket } from '@/tickets/desk/untag-ticket';
import { changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { readTicket } from '@/tickets/read-ticket';
import { removeCc } from '@/tickets/remove-cc';
import { ticketPriorities } from '@/tickets/ticket-view';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { numberParams, rowId } from '../_door/shapes';
import { inApiWords } from './in-api-words';
import { givenValues, Ticket } from './ticket-shapes';
import { readOwn } from './tickets';

export const changeTicketOperation = operation({
  method: 'PATCH',
  path: '/tickets/{number}',
  summary: 'Change a ticket; what is left out stays',
  description: 'All of it holds or nothing does.',
  scope: 'tickets:write',
  params: numberParams,
  body: z.object({
    fields: givenValues.optional(),
    status: z.string().min(1).max(60).optional().describe('A status key'),
    priority: z.enum(ticketPriorities).optional(),
    assigneeId: rowId.nullable().optional().describe('Null: nobody'),
    ccs: z
      .array(rowId)
      .max(20)
      .optional()
      .describe('Everybody who shall be in copy, contacts of the same company'),
    tags: z.array(tagName).max(mostTags).optional().describe('All tags that it shall have'),
  }),
  status: 200,
  answer: Ticket,
  run: async (scope, { params: { number }, body }) => {
    const { fields, status, priority, assigneeId, ccs, tags } = body;
    if (fields) await changeTicketFields(scope, { number, fields });
    if (ccs) await inApiWords({ contactId: 'ccs' }, copyExactly(scope, number, ccs));
    if (tags) await inApiWords({ tag: 'tags' }, tagExactly(scope, number, tags));
    if (priority) await changeTicketPriority(scope, { number, priority });
    if (assigneeId !== undefined) await assignTicket(scope, { number, assigneeId });
    if (status) {
      await inApiWords(
        { statusKey: 'status' },
        changeTicketStatus(scope, { number, statusKey: status }),
      );
    }
    return readOwn(scope, number);
  },
});

async function copyExactly(scope: Scope<ApiKey>, number: number, wanted: string[]) {
  const { ccs, requester } = await readTicket(seeing(scope, 'tickets:read'), number);
  const present = new Set([requester.id, ...ccs.map(({ id }) => id)]);
  for (const { id } of ccs) {
    if (!wanted.includes(id)) await removeCc(scope, { number, contactId: id });
  }
  for (const contactId of wanted) {
    if (!present.has(contactId)) await addCc(scope, { number, contactId });
  }
}

async function tagExactly(scope: Scope<ApiKey>, number: number, wanted: string[]) {
  const { tags } = await readTicket(seeing(scope, 'tickets:read'), number);
  const kept = new Set(wanted.map((tag) => tag.toLowerCase()));
  for (const tag of tags) {
    if (!kept.has(tag.toLowerCase())) await untagTicket(scope, { number, tag });
  }
  for (const tag of wanted) await tagTicket(scope, { number, tag });
}
