import 'server-only';
import { z } from 'zod';
import { ChangeContact, changeContact } from '@/people/change-contact';
import { CreateContact, createContact } from '@/people/create-contact';
import { disableContact } from '@/people/disable-contact';
import { generateCredentials } from '@/people/generate-credentials';
import { type ContactView, readContact } from '@/people/read-contact';
import { readContacts } from '@/people/read-contacts';
import { sendWelcome } from '@/people/send-welcome';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, named, noBody, noQuery, pageQuery, time } from '../_door/shapes';

const ContactRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    username: z.string(),
    company: named,
    isPrimary: z.boolean(),
    language: z.string().nullable(),
    disabled: z.boolean(),
    signedIn: z.boolean(),
  })
  .meta({ id: 'ContactRow' });

const Contact = ContactRow.extend({
  phone: z.string().nullable(),
  createdAt: time,
  welcomedAt: time.nullable(),
  lastSignedInAt: time.nullable(),
  credentials: z.object({
    state: z.enum(['generated', 'setByContact', 'none']),
    canReveal: z.boolean(),
  }),
}).meta({ id: 'Contact' });

const Credentials = z.object({ username: z.string(), initialPassword: z.string() });

const shown = ({ can: _, ...contact }: ContactView) => contact;

export const createContactOperation = operation({
  method: 'POST',
  path: '/contacts',
  summary: 'Add a contact: the username and the password are generated',
  scope: 'contacts:write',
  params: noBody,
  query: noQuery,
  body: CreateContact,
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
  params: noBody,
  query: pageQuery.extend({ companyId: z.uuid().optional() }),
  body: noBody,
  status: 200,
  answer: listOf(ContactRow),
  run: async (scope, { query }) => asList(await readContacts(scope, query)),
});

export const readContactOperation = operation({
  method: 'GET',
  path: '/contacts/{id}',
  summary: 'Read a contact',
  scope: 'contacts:read',
  params: idParams,
  query: noQuery,
  body: noBody,
  status: 200,
  answer: Contact,
  run: async (scope, { params }) => shown(await readContact(scope, params.id)),
});

export const changeContactOperation = operation({
  method: 'PATCH',
  path: '/contacts/{id}',
  summary: 'Change a contact; what is left out stays',
  scope: 'contacts:write',
  params: idParams,
  query: noQuery,
  body: ChangeContact.omit({ id: true }),
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
  scope: 'contacts:write',
  params: idParams,
  query: noQuery,
  body: noBody,
  status: 204,
  run: (scope, { params }) => disableContact(scope, params),
});

export const generateCredentialsOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/credentials',
  summary: 'Generate a new password; the old one and its sessions end',
  scope: 'contacts:write',
  params: idParams,
  query: noQuery,
  body: noBody,
  status: 201,
  answer: Credentials,
  run: (scope, { params }) => generateCredentials(scope, params),
});

export const sendWelcomeOperation = operation({
  method: 'POST',
  path: '/contacts/{id}/welcome',
  summary: 'Send the welcome mail; an earlier one is void',
  scope: 'contacts:write',
  params: idParams,
  query: noQuery,
  body: noBody,
  status: 204,
  run: (scope, { params }) => sendWelcome(scope, params),
});
