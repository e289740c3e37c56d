import 'server-only';
import { z } from 'zod';
import { feedbackReasons, feedbackVerdicts } from '@/knowledge/feedback/feedback';
import { suppressionReasons } from '@/notifications/outbound/delivery-problem';
import { enableContact } from '@/people/disable-contact';
import { exportCompanies, exportContacts } from '@/people/export-people';
import { WhichContacts } from '@/people/read-contacts';
import { csvHeaders } from '@/platform/write-csv';
import { eraseContact } from '@/session/erase-contact';
import { exportContactData } from '@/session/export-contact-data';
import { mergeContacts } from '@/tickets/merge-contacts';
import { operation } from '../_door/operation';
import { idParams, noBody, noQuery, rowId, time } from '../_door/shapes';

export const exportCompaniesOperation = operation({
  method: 'GET',
  path: '/companies.csv',
  summary: 'Export all companies as CSV',
  description:
    'Columns `name` and `domains`, as an import reads them. Cells that begin like a formula have an apostrophe in front.',
  scope: 'companies:read',
  query: noQuery,
  status: 200,
  run: async (scope) =>
    new Response(await exportCompanies(scope), { headers: csvHeaders('companies') }),
});

export const exportContactsOperation = operation({
  method: 'GET',
  path: '/contacts.csv',
  summary: 'Export contacts as CSV',
  description:
    'Columns `company`, `name`, `email`, `phone`, `language` and `primary`, as an import reads them. Cells that begin like a formula have an apostrophe in front.',
  scope: 'contacts:read',
  query: WhichContacts,
  status: 200,
  run: async (scope, { query }) =>
    new Response(await exportContacts(scope, query), { headers: csvHeaders('contacts') }),
});

const files = z.array(
  z.object({ fileName: z.string(), mediaType: z.string(), size: z.int(), createdAt: time }),
);
const reply = z.object({
  author: z.string(),
  own: z.boolean(),
  body: z.string(),
  createdAt: time,
  attachments: files,
});
const profile = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  username: z.string(),
  phone: z.string().nullable(),
  language: z.string().nullable(),
  isPrimary: z.boolean(),
  createdAt: time,
  welcomedAt: time.nullable(),
  firstSignedInAt: time.nullable(),
  lastSignedInAt: time.nullable(),
  disabledAt: time.nullable(),
});

const ContactData = z
  .object({
    exportedAt: time,
    contact: profile.extend({ company: z.object({ id: z.uuid(), name: z.string() }) }),
    merged: z.array(profile).describe('Duplicates that were merged into this contact'),
    tickets: z.array(
      z.object({
        number: z.int(),
        title: z.string(),
        description: z.string(),
        fields: z
          .record(z.string(), z.string())
          .describe('Those that contacts see: what they are called, and what they say'),
        createdAt: time,
        closedAt: time.nullable(),
        attachments: files,
        replies: z.array(reply),
      }),
    ),
    repliesElsewhere: z
      .array(reply.extend({ ticket: z.int() }))
      .describe('Their replies to tickets that others asked for'),
    sessions: z.array(
      z.object({
        address: z.string(),
        userAgent: z.string(),
        createdAt: time,
        lastSeenAt: time,
        expiresAt: time,
        revokedAt: time.nullable(),
      }),
    ),
    accounts: z
      .array(
        z.object({
          provider: z.string(),
          issuer: z.string(),
          subject: z.string(),
          address: z.string().nullable().describe('By which it was linked'),
          linkedAt: time,
          lastUsedAt: time,
        }),
      )
      .describe('With which they sign in elsewhere'),
    articleFeedback: z
      .array(
        z.object({
          articleId: z.uuid(),
          language: z.string(),
          version: z.int(),
          verdict: z.enum(feedbackVerdicts),
          reason: z.enum(feedbackReasons).nullable(),
          comment: z.string(),
          createdAt: time,
          toldAt: time.nullable(),
        }),
      )
      .describe('What they said of articles'),
    answeredByArticles: z
      .array(z.object({ articleId: z.uuid(), createdAt: time }))
      .describe('Articles that made a ticket of theirs needless'),
    mails: z.array(
      z.object({
        to: z.string(),
        template: z.string(),
        language: z.string(),
        values: z.record(z.string(), z.string()),
        state: z.string(),
        createdAt: time,
        sentAt: time.nullable(),
      }),
    ),
    mailChoices: z.object({
      stopped: z
        .array(z.object({ topic: z.string(), createdAt: time }))
        .describe('Mails that they asked not to get'),
      suppressed: z
        .array(
          z.object({
            address: z.string(),
            reason: z.enum(suppressionReasons),
            answer: z.string(),
            createdAt: time,
          }),
        )
        .describe('Addresses that nothing is mailed to'),
    }),
    received: z
      .array(
        z.object({
          from: z.string(),
          subject: z.string(),
          excerpt: z.string(),
          state: z.string(),
          size: z.int(),
          createdAt: time,
        }),
      )
      .describe('Mails that came from them and are still kept'),
  })
  .meta({ id: 'ContactData' });

export const exportContactDataOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/export',
  summary: 'Export everything that is held about a contact',
  description:
    'For requests under data protection law (GDPR, article 15). Needs `contacts:read` and `tickets:read` too. Notes are not in it.',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: noBody,
  status: 200,
  answer: ContactData,
  run: (scope, { params }) => exportContactData(scope, params),
});

export const eraseContactOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/erase',
  summary: 'Erase a contact for good; the tickets stay without the person',
  description: 'For requests under data protection law (GDPR, article 17). It can’t be undone.',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: z.object({ confirmation: z.string().max(300).describe('The contact’s name') }),
  status: 204,
  run: (scope, { params, body }) => eraseContact(scope, { ...params, ...body }),
});

export const mergeContactsOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/merge',
  summary: 'Merge a duplicate of the same company into this contact',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: z.object({ duplicateId: rowId }),
  status: 200,
  answer: z.object({ tickets: z.int().describe('How many tickets were moved') }),
  run: (scope, { params, body }) => mergeContacts(scope, { keepId: params.id, ...body }),
});

export const enableContactOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/enable',
  summary: 'Give a disabled contact access again, with the password as it was',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: noBody,
  status: 204,
  run: (scope, { params }) => enableContact(scope, params),
});
