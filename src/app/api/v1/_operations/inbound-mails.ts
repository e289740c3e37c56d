import 'server-only';
import { z } from 'zod';
import { contentDisposition } from '@/app/api/attachments/content-disposition';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { verdicts } from '@/notifications/inbound/inbound-mail';
import { lengthHeader } from '@/platform/length-header';
import { AcceptMail, acceptMail } from '@/tickets/mail/accept-mail';
import { dismissMail } from '@/tickets/mail/dismiss-mail';
import { mailQueues } from '@/tickets/mail/mail-view';
import { openRawMail } from '@/tickets/mail/open-raw-mail';
import { readInboundMail, readInboundMails } from '@/tickets/mail/read-inbound-mails';
import { retryMail } from '@/tickets/mail/retry-mail';
import { readTicket } from '@/tickets/read-ticket';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, named, noBody, pageQuery, time } from '../_door/shapes';
import { shownTicket, Ticket } from './ticket-shapes';

const verdict = z.enum(verdicts);

const InboundMail = z
  .object({
    id: z.uuid(),
    state: z.enum([...mailQueues, 'waiting', 'dismissed']),
    reason: z.string().nullable().describe('Why it stands there: `freemail`, `noCompany`, …'),
    from: z.object({ name: z.string(), address: z.string() }),
    subject: z.string(),
    text: z.string().describe('Without what it quotes; in a list its beginning'),
    isFormatted: z.boolean().describe('Its HTML says more; the original has it'),
    size: z.int().describe('Bytes'),
    receivedAt: time,
    authentication: z
      .object({ spf: verdict, dkim: verdict, dmarc: verdict, arc: verdict, aligned: z.boolean() })
      .nullable()
      .describe('What we found out about the sender; null: not read yet'),
    error: z.string().nullable().describe('In the words of whoever failed'),
    ticketNumber: z.int().nullable().describe('What it became'),
    acceptance: z
      .object({
        of: z.enum(['contact', 'companies', 'anyCompany']),
        contact: named.optional(),
        company: named.optional(),
        companies: z.array(named).optional(),
      })
      .nullable()
      .describe('As whose ticket it can be accepted; null: it can’t be, or has been'),
    answersNumber: z
      .int()
      .nullable()
      .describe('The ticket that it answers, while it waits: it can be accepted there'),
  })
  .meta({ id: 'InboundMail' });

const OpenInboundMail = InboundMail.extend({
  replyAs: named.nullable().describe('Its sender, where they may reply on that ticket'),
}).meta({ id: 'OpenInboundMail' });

export const listInboundMailsOperation = operation({
  method: 'GET',
  path: '/inbound-mails',
  summary: 'List the mails that came in, by what became of them, newest first',
  scope: 'tickets:read',
  query: pageQuery.omit({ q: true }).extend({
    queue: z
      .enum(mailQueues)
      .default('triage')
      .describe('`triage` waits for a decision, `failed` could not be read'),
  }),
  status: 200,
  answer: listOf(InboundMail),
  run: async (scope, { query }) => asList(await readInboundMails(scope, query)),
});

export const readInboundMailOperation = operation({
  method: 'GET',
  path: '/inbound-mails/{id}',
  summary: 'Read a mail that came in',
  scope: 'tickets:read',
  params: idParams,
  status: 200,
  answer: OpenInboundMail,
  run: (scope, { params }) => readInboundMail(scope, params.id),
});

export const downloadInboundMailOperation = operation({
  method: 'GET',
  path: '/inbound-mails/{id}/original',
  summary: 'Download a mail as it came',
  description:
    'The bytes themselves, as `application/octet-stream`; never to be shown as they are.',
  scope: 'tickets:read',
  params: idParams,
  status: 200,
  run: async (scope, { params }) => {
    const { stream, size, fileName } = await openRawMail(scope, params.id);
    return new Response(bodyOfStream(stream), {
      headers: {
        'Content-Type': 'application/octet-stream',
        [lengthHeader]: String(size),
        'Content-Disposition': contentDisposition('attachment', fileName),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, no-store',
      },
    });
  },
});

export const acceptInboundMailOperation = operation({
  method: 'POST',
  path: '/inbound-mails/{id}/accept',
  summary: 'Accept a mail that waits for a decision',
  description:
    'As a `ticket` of its own, or on the ticket that it answers as its sender’s `reply` or as a `note`. A stranger becomes a contact of `companyId`, which only their ticket needs. Its files follow within moments.',
  scope: 'tickets:write',
  params: idParams,
  body: z.object({
    companyId: AcceptMail.shape.companyId.describe('For a stranger'),
    as: AcceptMail.shape.as.describe('What becomes of it; a `reply` needs `replyAs`'),
  }),
  refuses: [409],
  status: 201,
  answer: Ticket,
  run: async (scope, { params, body }) => {
    const { number } = await acceptMail(scope, { mailId: params.id, ...body });
    return shownTicket(await readTicket(seeing(scope, 'tickets:read'), number));
  },
});

export const dismissInboundMailOperation = operation({
  method: 'POST',
  path: '/inbound-mails/{id}/dismiss',
  summary: 'Take a mail out of the queue without a ticket',
  scope: 'tickets:write',
  params: idParams,
  body: noBody,
  refuses: [409],
  status: 204,
  run: (scope, { params }) => dismissMail(scope, { mailId: params.id }),
});

export const retryInboundMailOperation = operation({
  method: 'POST',
  path: '/inbound-mails/{id}/retry',
  summary: 'Have a mail read again that was put aside',
  scope: 'tickets:write',
  params: idParams,
  body: noBody,
  refuses: [409],
  status: 204,
  run: (scope, { params }) => retryMail(scope, { mailId: params.id }),
});
