import 'server-only';
import { z } from 'zod';
import { readAuditEvents } from '@/audit/read-audit-events';
import { operation } from '../_door/operation';
import { listOf, pageQuery, rowId, time } from '../_door/shapes';

const values = z.record(z.string(), z.unknown()).nullable();

const AuditEvent = z
  .object({
    id: z.uuid(),
    at: time,
    actor: z
      .object({
        kind: z.enum(['technician', 'contact', 'apiKey', 'system']),
        id: z.string(),
        name: z.string(),
      })
      .meta({ id: 'AuditActor' }),
    event: z.string(),
    subjectId: z.string().describe('What it happened to'),
    address: z.string().nullable().describe('Where the request came from'),
    before: values,
    after: values,
    reference: z.string().nullable().describe('Stands in the server’s log too'),
  })
  .meta({ id: 'AuditEvent' });

export const listAuditEventsOperation = operation({
  method: 'GET',
  path: '/audit-events',
  summary: 'Read who did what and when, newest first',
  scope: 'audit:read',
  query: z.object({
    ...pageQuery.omit({ q: true }).shape,
    cursor: rowId.optional().describe('`nextCursor` of the page before'),
    event: z
      .string()
      .regex(/^[A-Za-z]{1,40}\.[A-Za-z]{0,60}$/)
      .optional()
      .describe('`contact.created`; ending in a dot, all of one noun: `contact.`'),
    actor: z.string().max(120).optional().describe('Their id, or a part of their name'),
    subject: z.string().max(100).optional().describe('The id of what it happened to'),
    from: time.optional().describe('From this instant on'),
    to: time.optional().describe('Before this instant'),
  }),
  status: 200,
  answer: listOf(AuditEvent),
  run: async (scope, { query: { from, to, ...filter } }) => {
    const span = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
    const { events, nextCursor } = await readAuditEvents(scope, { ...filter, ...span });
    return { data: events, nextCursor };
  },
});
