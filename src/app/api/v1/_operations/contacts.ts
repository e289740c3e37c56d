import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { suppressionReasons } from '@/notifications/outbound/delivery-problem';
import { changeContact } from '@/people/change-contact';
import { createContact } from '@/people/create-contact';
import { disableContact } from '@/people/disable-contact';
import { generateCredentials } from '@/people/generate-credentials';
import { mailContactAgain } from '@/people/mail-again';
import { personName } from '@/people/person-input';
import { type ContactView, readContact } from '@/people/read-contact';
import { type ContactRow, readContacts, WhichContacts } from '@/people/read-contacts';
import { sendWelcome } from '@/people/send-welcome';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, named, noBody, pageQuery, rowId, time } from '../_door/shapes';

const ContactInList = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    username: z.string(),
    companyId: z.uuid(),
    company: named,
    isPrimary: z.boolean(),
    language: z.string().nullable(),
    disabled: z.boolean(),
    signedIn: z.boolean(),
    erased: z.boolean(),
    mergedInto: z.uuid().nullable().describe('The contact who has everything of theirs'),
  })
  .meta({ id: 'ContactInList' });

const Contact = ContactInList.extend({
  phone: z.string().nullable(),
  createdAt: time,
  notMailed: z
    .object({ reason: z.enum(suppressionReasons), answer: z.string(), since: time })
    .nullable()
    .describe('Mails to their address came back, so none are sent'),
  welcomedAt: time.nullable(),
  lastSignedInAt: time.nullable(),
  credentials: z.object({
    state: z.enum(['generated', 'setByContact', 'none']),
    canReveal: z.boolean(),
  }),
}).meta({ id: 'Contact' });

const Credentials = z.object({ username: z.string(), initialPassword: z.string() });

const facts = {
  companyId: rowId,
  name: personName.describe('At most 120 characters'),
  email: z.string().max(254).nullable().describe('One address; null: credentials are handed over'),
  language: z.enum(locales).nullable().describe('Null: the portal’s default'),
  isPrimary: z.boolean().describe('Whether they see every ticket of their company'),
  phone: z.string().max(40).nullable().describe('With its country code, such as +44 20 7946 0018'),
};

const withIds = <Row extends ContactRow>(row: Row) => ({ ...row, companyId: row.company.id });
const shown = ({ can: _, ...contact }: ContactView) => withIds(contact);

export const createContactOperation = operation({
  method: 'POST',
  path: '/contacts',
  summary: 'Add a contact: the username and the password are generated',
  scope: 'contacts:write',
  body: z.object({
    ...facts,
    email: facts.email.default(null),
    language: facts.language.default(null),
    isPrimary: facts.isPrimary.default(false),
    phone: facts.phone.default(null),
    sendWelcome: z.boolean().optional().describe('Left out: as `/settings/welcome-mail` says'),
  }),
  status: 201,
  answer: Contact.extend({
    initialPassword: z.string(),
    welcome: z.enum(['queued', 'off', 'noAddress']),
  }).meta({ id: 'CreatedContact' }),
  run: async (scope, { body }) => {
    const { id, initialPassword, welcome } = await createContact(scope, body);
    const contact = shown(await readContact(seeing(scope, 'contacts:read'), id));
    return { ...contact, initialPassword, welcome };
  },
});

export const listContactsOperation = operation({
  method: 'GET',
  path: '/contacts',
  summary: 'List contacts by name',
  scope: 'contacts:read',
  query: pageQuery.extend({
    companyId: rowId.optional(),
    state: WhichContacts.shape.state.describe('`current`: neither erased nor merged'),
  }),
  status: 200,
  answer: listOf(ContactInList),
  run: async (scope, { query }) => {
    const { rows, nextCursor } = await readContacts(scope, query);
    return asList({ rows: rows.map(withIds), nextCursor });
  },
});

export const readContactOperation = operation({
  method: 'GET',
  path: '/contacts/{id}',
  summary: 'Read a contact',
  scope: 'contacts:read',
  params: idParams,
  status: 200,
  answer: Contact,
  run: async (scope, { params }) => shown(await readContact(scope, params.id)),
});

export const changeContactOperation = operation({
  method: 'PATCH',
  path: '/contacts/{id}',
  summary: 'Change a contact; what is left out stays',
  description:
    'Whoever moves to another company is not its primary contact unless `isPrimary` says so.',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: z.object(facts).partial(),
  status: 200,
  answer: Contact,
  run: async (scope, { params, body }) => {
    await changeContact(scope, { ...body, id: params.id });
    return shown(await readContact(seeing(scope, 'contacts:read'), params.id));
  },
});

export const disableContactOperation = operation({
  method: 'DELETE',
  path: '/contacts/{id}',
  summary: 'End a contact’s access; their tickets stay',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => disableContact(scope, params),
});

export const generateCredentialsOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/credentials',
  summary: 'Generate a new password; the old one and its sessions end',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: noBody,
  status: 201,
  answer: Credentials,
  run: (scope, { params }) => generateCredentials(scope, params),
});

export const sendWelcomeOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/welcome',
  summary: 'Send the welcome mail; an earlier one is void',
  refuses: [409],
  scope: 'contacts:write',
  params: idParams,
  body: noBody,
  status: 204,
  run: (scope, { params }) => sendWelcome(scope, params),
});

export const mailContactAgainOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/mail-again',
  summary: 'Mail their address again after mails came back',
  scope: 'contacts:write',
  params: idParams,
  body: noBody,
  status: 204,
  run: (scope, { params }) => mailContactAgain(scope, params),
});
