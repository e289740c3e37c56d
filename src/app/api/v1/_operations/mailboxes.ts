import 'server-only';
import { z } from 'zod';
import { ChangeMailbox, changeMailbox } from '@/notifications/mailboxes/change-mailbox';
import { checkMailbox } from '@/notifications/mailboxes/check-mailbox';
import { CreateMailbox, createMailbox } from '@/notifications/mailboxes/create-mailbox';
import { deleteMailbox } from '@/notifications/mailboxes/delete-mailbox';
import { afterwards, findings, securities } from '@/notifications/mailboxes/mailbox-words';
import {
  readLeftMails,
  readMailbox,
  readMailboxes,
} from '@/notifications/mailboxes/read-mailboxes';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, inPages, listOf, pageQuery, shortQuery, time } from '../_door/shapes';

const Finding = z
  .object({
    finding: z.enum(findings).describe('The first thing that is in the way; `ok` where nothing is'),
    about: z.string().describe('A host, folders, a code or the server’s own words; may be empty'),
  })
  .meta({ id: 'MailboxFinding' });

const Mailbox = z
  .object({
    id: z.uuid(),
    host: z.string(),
    port: z.int(),
    security: z.enum(securities),
    username: z.string(),
    folder: z.string(),
    afterwards: z.enum(afterwards).describe('What happens there to a mail that was taken in'),
    moveTo: z.string().describe('The folder for `move`, else empty'),
    active: z.boolean(),
    last: Finding.nullable().describe('What the last look found; null before the first'),
    failingSince: time.nullable().describe('Null where the last look didn’t fail'),
    nextTryAt: time.nullable().describe('Null while it is off'),
    emptiedAt: time.nullable().describe('When all that was there had been taken in'),
    createdAt: time,
  })
  .meta({ id: 'Mailbox' });

const LeftMail = z
  .object({
    id: z.uuid(),
    reason: z.enum(['tooLarge', 'unreadable']),
    size: z.int().describe('Bytes'),
    fromAddress: z.string(),
    subject: z.string(),
    createdAt: time,
  })
  .meta({ id: 'LeftMail' });

export const listMailboxesOperation = operation({
  method: 'GET',
  path: '/mailboxes',
  summary: 'List mailboxes that are read by IMAP',
  scope: 'settings:read',
  query: shortQuery,
  status: 200,
  answer: listOf(Mailbox),
  run: async (scope, { query }) => inPages(await readMailboxes(scope), query),
});

export const createMailboxOperation = operation({
  method: 'POST',
  path: '/mailboxes',
  summary: 'Have a mailbox read every minute',
  description:
    'Mails that arrive from now on become tickets and replies; what is in the mailbox stays ' +
    'there. It is off unless `active` is true. A host that leads to a private address is refused, ' +
    'and so is `none` on a live installation.',
  scope: 'settings:write',
  body: z.object({
    ...CreateMailbox.shape,
    password: CreateMailbox.shape.password.describe('Kept sealed, and never shown'),
  }),
  refuses: [409],
  status: 201,
  answer: Mailbox,
  run: async (scope, { body }) => {
    const { id } = await createMailbox(scope, body);
    return readMailbox(seeing(scope, 'settings:read'), id);
  },
});

export const readMailboxOperation = operation({
  method: 'GET',
  path: '/mailboxes/{id}',
  summary: 'Read a mailbox, and what its last look found',
  scope: 'settings:read',
  params: idParams,
  status: 200,
  answer: Mailbox,
  run: (scope, { params }) => readMailbox(scope, params.id),
});

export const changeMailboxOperation = operation({
  method: 'PATCH',
  path: '/mailboxes/{id}',
  summary: 'Change a mailbox, or switch it on or off',
  description:
    'It is looked at anew at once. Another host or port, or less encryption, wants the password ' +
    'too. With another host, user or folder it begins as a new one does.',
  scope: 'settings:write',
  params: idParams,
  body: ChangeMailbox.omit({ id: true }),
  status: 200,
  answer: Mailbox,
  run: async (scope, { params, body }) => {
    await changeMailbox(scope, { ...body, id: params.id });
    return readMailbox(seeing(scope, 'settings:read'), params.id);
  },
});

export const deleteMailboxOperation = operation({
  method: 'DELETE',
  path: '/mailboxes/{id}',
  summary: 'Delete a mailbox with its password; mails and tickets stay',
  scope: 'settings:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => deleteMailbox(scope, params),
});

export const checkMailboxOperation = operation({
  method: 'POST',
  path: '/mailboxes/{id}/check',
  summary: 'Connect to a mailbox now, and say what is in the way',
  description: 'Takes nothing in. With `ok`, `about` is how many mails are in the folder.',
  scope: 'settings:write',
  params: idParams,
  status: 200,
  answer: Finding,
  run: (scope, { params }) => checkMailbox(scope, params),
});

export const listLeftMailsOperation = operation({
  method: 'GET',
  path: '/mailboxes/{id}/left-mails',
  summary: 'List mails that stay in a mailbox, newest first, with the reason',
  scope: 'settings:read',
  params: idParams,
  query: pageQuery.omit({ q: true }),
  status: 200,
  answer: listOf(LeftMail),
  run: async (scope, { params, query }) => asList(await readLeftMails(scope, params.id, query)),
});
