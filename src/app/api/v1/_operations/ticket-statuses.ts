import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { together } from '@/access/together';
import { orNotFound } from '@/platform/errors';
import { changeStatusDefinition } from '@/tickets/statuses/change-status-definition';
import { CreateStatus, createStatus } from '@/tickets/statuses/create-status';
import { deleteStatus } from '@/tickets/statuses/delete-status';
import { moveStatus } from '@/tickets/statuses/move-status';
import { readStatusDefinitions } from '@/tickets/statuses/read-status-definitions';
import { mostStatuses, statusKey } from '@/tickets/statuses/status-definition';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { inPages, listOf, shortQuery } from '../_door/shapes';
import { TicketStatus } from './ticket-shapes';

const { category, labels, colour, key, portalVisible } = CreateStatus.shape;
const keyParams = z.object({ key: statusKey });
const facts = {
  labels: labels.describe('By language, at most 40 characters each, at least one'),
  category: category.describe('What it means: whose turn it is, and whether it has ended'),
  colour: colour.describe('`#rrggbb`; screens correct its contrast. Null: the category’s own'),
};

export const listTicketStatusesOperation = operation({
  method: 'GET',
  path: '/ticket-statuses',
  summary: 'List the statuses that tickets can have, in their order',
  scope: 'tickets:read',
  query: shortQuery,
  status: 200,
  answer: listOf(TicketStatus),
  run: async (scope, { query }) => inPages(await readStatusDefinitions(scope), query),
});

export const createTicketStatusOperation = operation({
  method: 'POST',
  path: '/ticket-statuses',
  summary: 'Add a status at the end of the list',
  description: `A tenant has at most ${mostStatuses}.`,
  scope: 'settings:write',
  body: z.object({
    key: key.describe('Stays for good; left out it is made of the first label'),
    ...facts,
    portalVisible: portalVisible.describe('Whether contacts see tickets in it'),
  }),
  refuses: [409],
  status: 201,
  answer: TicketStatus,
  run: async (scope, { body }) => readOne(scope, (await createStatus(scope, body)).key),
});

export const changeTicketStatusOperation = operation({
  method: 'PATCH',
  path: '/ticket-statuses/{key}',
  summary: 'Change a status; what is left out stays',
  description:
    'Which statuses contacts see stands under `/settings/tickets`. The first open status takes new and reopened tickets, the first closed one those that are closed.',
  scope: 'settings:write',
  params: keyParams,
  body: z.object({
    labels: facts.labels.optional().describe('They replace all that there are'),
    category: facts.category.optional(),
    colour: facts.colour.removeDefault().optional(),
    position: z.int().min(0).max(1_000).optional().describe('Its place in the list, from 0 on'),
  }),
  refuses: [409],
  status: 200,
  answer: TicketStatus,
  run: async (scope, { params, body: { position, ...change } }) => {
    await together(scope, async () => {
      await changeStatusDefinition(scope, { ...change, ...params });
      if (position !== undefined) await moveStatus(scope, { ...params, position });
    });
    return readOne(scope, params.key);
  },
});

export const deleteTicketStatusOperation = operation({
  method: 'DELETE',
  path: '/ticket-statuses/{key}',
  summary: 'Delete a status; its tickets go to another',
  description: 'The last open and the last closed status stay.',
  scope: 'settings:write',
  params: keyParams,
  query: z.object({ successor: statusKey.describe('Key of the status that its tickets go to') }),
  refuses: [409],
  status: 204,
  run: (scope, { params, query }) => deleteStatus(scope, { ...params, ...query }),
});

async function readOne(scope: Scope<ApiKey>, wanted: string) {
  const all = await readStatusDefinitions(seeing(scope, 'tickets:read'));
  return orNotFound(all.find((status) => status.key === wanted));
}
