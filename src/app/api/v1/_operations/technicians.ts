import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { changeTechnician } from '@/people/change-technician';
import { createTechnician } from '@/people/create-technician';
import { disableTechnician } from '@/people/disable-technician';
import { personName } from '@/people/person-input';
import { readTechnician, readTechnicians } from '@/people/read-technicians';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams, inPages, listOf, shortQuery, time } from '../_door/shapes';

const Technician = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['admin', 'technician']),
    language: z.string().nullable(),
    disabled: z.boolean(),
    hasSecondFactor: z.boolean().describe('An authenticator app or a passkey'),
    notMailed: z.boolean().describe('Mails to them came back, so none are sent'),
    lastSignedInAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Technician' });

const facts = {
  name: personName.describe('At most 120 characters'),
  email: z.string().min(1).max(254).describe('What they sign in with'),
  role: z.enum(['admin', 'technician']),
  language: z.enum(locales).nullable().describe('Null: the portal’s default'),
};

export const createTechnicianOperation = operation({
  method: 'POST',
  path: '/technicians',
  summary: 'Add a technician; a link to set a password is mailed',
  scope: 'technicians:write',
  body: z.object({
    ...facts,
    role: facts.role.default('technician'),
    language: facts.language.default(null),
    sendWelcome: z.boolean().default(true),
  }),
  status: 201,
  answer: Technician.extend({ initialPassword: z.string() }).meta({ id: 'CreatedTechnician' }),
  run: async (scope, { body }) => {
    const { id, initialPassword } = await createTechnician(scope, body);
    const technician = await readTechnician(seeing(scope, 'technicians:read'), id);
    return { ...technician, initialPassword };
  },
});

export const listTechniciansOperation = operation({
  method: 'GET',
  path: '/technicians',
  summary: 'List technicians by name',
  scope: 'technicians:read',
  query: shortQuery,
  status: 200,
  answer: listOf(Technician),
  run: async (scope, { query }) => inPages(await readTechnicians(scope), query),
});

export const readTechnicianOperation = operation({
  method: 'GET',
  path: '/technicians/{id}',
  summary: 'Read a technician',
  scope: 'technicians:read',
  params: idParams,
  status: 200,
  answer: Technician,
  run: (scope, { params }) => readTechnician(scope, params.id),
});

export const changeTechnicianOperation = operation({
  method: 'PATCH',
  path: '/technicians/{id}',
  summary: 'Change a technician; what is left out stays',
  scope: 'technicians:write',
  params: idParams,
  body: z.object(facts).partial(),
  refuses: [409],
  status: 200,
  answer: Technician,
  run: async (scope, { params, body }) => {
    await changeTechnician(scope, { ...body, id: params.id });
    return readTechnician(seeing(scope, 'technicians:read'), params.id);
  },
});

export const disableTechnicianOperation = operation({
  method: 'DELETE',
  path: '/technicians/{id}',
  summary: 'End a technician’s access; what they wrote stays',
  refuses: [409],
  scope: 'technicians:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => disableTechnician(scope, params),
});
