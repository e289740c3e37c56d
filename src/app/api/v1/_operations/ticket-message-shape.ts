import { z } from 'zod';
import { deliveryProblems } from '@/notifications/outbound/delivery-problem';
import { fileReasons } from '@/tickets/ticket-event';
import { time } from '../_door/shapes';

/** A message of a ticket as the API shows it, and its files. */
export const Attachment = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    mediaType: z.string().describe('By the bytes, not by what was said'),
    size: z.int().describe('Bytes'),
    isImage: z.boolean(),
  })
  .meta({ id: 'Attachment' });

const promiseTarget = z.enum(['response', 'resolution']);

export const TicketMessage = z
  .object({
    id: z.uuid(),
    kind: z.enum(['reply', 'note', 'event']).describe('Contacts never see notes'),
    author: z.object({
      kind: z.enum(['contact', 'technician', 'apiKey', 'system']),
      id: z.uuid().nullable(),
      name: z.string(),
      by: z
        .object({ id: z.uuid().nullable(), name: z.string() })
        .nullable()
        .describe('Who wrote it in their name: a technician, or a key by its name'),
    }),
    body: z.string(),
    event: z
      .object({
        what: z.enum([
          'opened',
          'status',
          'assignee',
          'priority',
          'cc',
          'merged',
          'due',
          'undelivered',
          'filesLeftOut',
        ]),
        for: z.string().nullable().optional().describe('The contact’s name'),
        from: z.string().nullable().optional(),
        to: z.string().nullable().optional(),
        added: z.string().nullable().optional(),
        removed: z.string().nullable().optional(),
        into: z.string().nullable().optional().describe('A number'),
        target: promiseTarget.optional(),
        stage: z.enum(['soon', 'overdue']).optional(),
        dueAt: time.optional(),
        problem: z.enum(deliveryProblems).optional().describe('Why a mail did not arrive'),
        files: z
          .array(z.object({ name: z.string(), reason: z.enum(fileReasons) }))
          .optional()
          .describe('Those of a mail that were not taken'),
      })
      .nullable()
      .describe('What changed, by name'),
    byMail: z.boolean().describe('It came by mail'),
    isFormatted: z.boolean().describe('The mail had a form of its own; `body` is its text'),
    createdAt: time,
    attachments: z.array(Attachment),
  })
  .meta({ id: 'TicketMessage' });
