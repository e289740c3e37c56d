import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { closeTicket } from '@/tickets/close-ticket';
import { mergeTicket } from '@/tickets/merge-ticket';
import { openTicket, ticketDescription, ticketTitle } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { ticketPriorities } from '@/tickets/ticket-view';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, listOf, noBody, numberParams, pageQuery, rowId } from '../_door/shapes';
import { inApiWords } from './in-api-words';
import { givenValues, shownRow, shownTicket, Ticket, TicketInList } from './ticket-shapes';

const apiWords = { ccIds: 'ccs', statusKey: 'status' };

export const readOwn = async (scope: Scope<ApiKey>, number: number) =>
  shownTicket(await readTicket(seeing(scope, 'tickets:read'), number));

export const openTicketOperation = operation({
  method: 'POST',
  path: '/tickets',
  summary: 'Open a ticket for a contact',
  scope: 'tickets:write',
  body: z.object({
    requesterId: rowId.describe('The contact whose ticket it is'),
    title: ticketTitle.describe('One line, at most 200 characters'),
    description: ticketDescription.describe('At most 50,000 characters'),
    fields: givenValues.default({}),
    status: z.string().max(60).optional().describe('A status key; else the first open one'),
    priority: z.enum(ticketPriorities).optional().describe('Else as the field begins'),
    assigneeId: rowId.nullable().optional().describe('Null: nobody'),
    ccs: z.array(rowId).max(20).default([]).describe('Contacts of the same company'),
    followUpOf: numberParams.shape.number
      .optional()
      .describe('The number of a closed ticket that this one goes on from'),
  }),
  status: 201,
  answer: Ticket,
  refuses: [409],
  run: async (scope, { body: { ccs, assigneeId, ...body } }) => {
    const wanted = { ...body, ccIds: ccs, assigneeId: assigneeId ?? undefined };
    const { number } = await inApiWords(apiWords, openTicket(scope, wanted));
    return readOwn(scope, number);
  },
});

export const listTicketsOperation = operation({
  method: 'GET',
  path: '/tickets',
  summary: 'List tickets, the last changed first',
  scope: 'tickets:read',
  query: pageQuery.extend({
    status: z
      .string()
      .max(60)
      .optional()
      .describe('A status key, a category, or `active`: open and pending'),
    priority: z.enum(ticketPriorities).optional(),
    requesterId: rowId.optional(),
    companyId: rowId.optional(),
    assigneeId: rowId.optional(),
    tag: z.string().max(40).optional().describe('A tag, in whatever capitals'),
    due: z.enum(['soon', 'overdue']).optional().describe('By the service levels'),
    view: z.enum(['all', 'unassigned']).default('all'),
    sort: z.enum(['updated', 'number', 'priority', 'due']).default('updated'),
    direction: z.enum(['asc', 'desc']).default('desc'),
  }),
  status: 200,
  answer: listOf(TicketInList),
  run: async (scope, { query }) => {
    const { rows, nextCursor } = await readTicketList(scope, query);
    return asList({ rows: rows.map(shownRow), nextCursor });
  },
});

export const readTicketOperation = operation({
  method: 'GET',
  path: '/tickets/{number}',
  summary: 'Read a ticket with its conversation',
  scope: 'tickets:read',
  params: numberParams,
  status: 200,
  answer: Ticket,
  run: (scope, { params }) => readOwn(scope, params.number),
});

export const closeTicketOperation = operation({
  method: 'POST',
  path: '/tickets/{number}/close',
  summary: 'Close a ticket',
  scope: 'tickets:write',
  params: numberParams,
  body: noBody,
  status: 200,
  answer: Ticket,
  refuses: [409],
  run: async (scope, { params }) => {
    await closeTicket(scope, params);
    return readOwn(scope, params.number);
  },
});

export const reopenTicketOperation = operation({
  method: 'POST',
  path: '/tickets/{number}/reopen',
  summary: 'Open a resolved or closed ticket again',
  scope: 'tickets:write',
  params: numberParams,
  body: noBody,
  status: 200,
  answer: Ticket,
  refuses: [409],
  run: async (scope, { params }) => {
    await reopenTicket(scope, params);
    return readOwn(scope, params.number);
  },
});

export const mergeTicketOperation = operation({
  method: 'POST',
  path: '/tickets/{number}/merge',
  summary: 'Let a ticket go on in another one of the same company',
  description:
    'Replies, notes, files, tags and readers move to the other ticket, which is the answer; this one is closed.',
  scope: 'tickets:write',
  params: numberParams,
  body: z.object({ into: numberParams.shape.number.describe('Where it goes on') }),
  status: 200,
  answer: Ticket,
  refuses: [409],
  run: async (scope, { params: { number }, body: { into } }) => {
    await mergeTicket(scope, { number, into });
    return readOwn(scope, into);
  },
});
