import 'server-only';
import { z } from 'zod';
import { mailStates, readMailLog } from '@/notifications/outbound/read-mail-log';
import { readTicketMails } from '@/tickets/mail/read-ticket-mails';
import { operation } from '../_door/operation';
import { asList, listOf, numberParams, pageQuery, rowId, time } from '../_door/shapes';

const Mail = z
  .object({
    id: z.uuid(),
    to: z.object({ address: z.string(), name: z.string() }),
    template: z.string().describe('Which mail it is, such as `ticketReply`'),
    state: z
      .enum(mailStates)
      .describe('`bounced`: it came back; `suppressed`: nothing is mailed to this address'),
    createdAt: time,
    ticketNumber: z.int().nullable(),
    tries: z.array(
      z.object({
        id: z.uuid(),
        at: time,
        outcome: z.enum(['sent', 'deferred', 'failed', 'bounced', 'suppressed']),
        code: z.int().nullable().describe('Reply code of the mail server'),
        status: z.string().nullable().describe('Its enhanced status code (RFC 3463)'),
        answer: z.string().describe('What it said'),
        nextTryAt: time.nullable(),
      }),
    ),
  })
  .meta({ id: 'Mail' });

export const listMailsOperation = operation({
  method: 'GET',
  path: '/mails',
  summary: 'List mails of the last 90 days and how each was delivered, the newest first',
  scope: 'settings:read',
  query: pageQuery.extend({
    cursor: rowId.optional().describe('`nextCursor` of the page before'),
    q: z.string().max(200).optional().describe('A part of the recipient’s name or address'),
    state: z.enum(mailStates).optional(),
  }),
  status: 200,
  answer: listOf(Mail),
  run: async (scope, { query }) => asList(await readMailLog(scope, query)),
});

export const listTicketMailsOperation = operation({
  method: 'GET',
  path: '/tickets/{number}/mails',
  summary: 'List the last hundred mails about a ticket and how each was delivered',
  scope: 'tickets:read',
  params: numberParams,
  status: 200,
  answer: z.object({ data: z.array(Mail) }),
  run: async (scope, { params }) => ({ data: await readTicketMails(scope, params.number) }),
});
