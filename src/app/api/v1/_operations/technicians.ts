import 'server-only';
import { z } from 'zod';
import { ChangeTechnician, changeTechnician } from '@/people/change-technician';
import { CreateTechnician, createTechnician } from '@/people/create-technician';
import { disableTechnician } from '@/people/disable-technician';
import { readTechnician, readTechnicians } from '@/people/read-technicians';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams, listOf, noBody, noQuery, time } from '../_door/shapes';

const Technician = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['admin', 'technician']),
    language: z.string().nullable(),
    disabled: z.boolean(),
    lastSignedInAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Technician' });

export const createTechnicianOperation = operation({
  method: 'POST',
  path: '/technicians',
  summary: 'Add a technician; a link to set a password is mailed',
  scope: 'technicians:write',
  params: noBody,
  query: noQuery,
  body: CreateTechnician,
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
  summary: 'List technicians by name, all on one page',
  scope: 'technicians:read',
  params: noBody,
  query: noQuery,
  body: noBody,
  status: 200,
  answer: listOf(Technician),
  run: async (scope) => ({ data: await readTechnicians(scope), nextCursor: null }),
});

export const changeTechnicianOperation = operation({
  method: 'PATCH',
  path: '/technicians/{id}',
  summary: 'Change a technician; what is left out stays',
  scope: 'technicians:write',
  params: idParams,
  query: noQuery,
  body: ChangeTechnician.omit({ id: true }),
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
  scope: 'technicians:write',
  params: idParams,
  query: noQuery,
  body: noBody,
  status: 204,
  run: (scope, { params }) => disableTechnician(scope, params),
});
