import 'server-only';
import { z } from 'zod';
import { cannedVariables } from '@/tickets/desk/canned-variables';
import { changeCannedReply } from '@/tickets/desk/change-canned-reply';
import {
  CreateCannedReply,
  createCannedReply,
  mostCannedReplies,
} from '@/tickets/desk/create-canned-reply';
import { deleteCannedReply } from '@/tickets/desk/delete-canned-reply';
import {
  type CannedReplyView,
  readCannedReplies,
  readCannedReply,
} from '@/tickets/desk/read-canned-replies';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams, inPages, listOf, shortQuery } from '../_door/shapes';

const CannedReply = z
  .object({ id: z.uuid(), title: z.string(), body: z.string() })
  .meta({ id: 'CannedReply' });

const { title, body } = CreateCannedReply.shape;
const facts = {
  title: title.describe('One line, at most 120 characters'),
  body: body.describe(
    `At most 10,000 characters. In braces: ${cannedVariables.map((name) => `\`{${name}}\``).join(', ')}`,
  ),
};
const shown = ({ id, title, body }: CannedReplyView) => ({ id, title, body });

export const listCannedRepliesOperation = operation({
  method: 'GET',
  path: '/canned-replies',
  summary: 'List the team’s canned replies by title',
  description: 'Those of a single technician are nobody else’s.',
  scope: 'tickets:read',
  query: shortQuery.extend({
    q: z.string().max(200).optional().describe('Words that they hold'),
  }),
  status: 200,
  answer: listOf(CannedReply),
  run: async (scope, { query: { q, ...page } }) =>
    inPages((await readCannedReplies(scope, { q })).map(shown), page),
});

export const createCannedReplyOperation = operation({
  method: 'POST',
  path: '/canned-replies',
  summary: 'Keep a canned reply for the whole team',
  description: `A team has at most ${mostCannedReplies}.`,
  scope: 'settings:write',
  body: z.object(facts),
  refuses: [409],
  status: 201,
  answer: CannedReply,
  run: async (scope, { body }) => {
    const { id } = await createCannedReply(scope, { ...body, forTeam: true });
    return shown(await readCannedReply(seeing(scope, 'tickets:read'), id));
  },
});

export const changeCannedReplyOperation = operation({
  method: 'PATCH',
  path: '/canned-replies/{id}',
  summary: 'Change a canned reply of the team; what is left out stays',
  scope: 'settings:write',
  params: idParams,
  body: z.object(facts).partial(),
  status: 200,
  answer: CannedReply,
  run: async (scope, { params, body }) => {
    await changeCannedReply(scope, { ...body, ...params });
    return shown(await readCannedReply(seeing(scope, 'tickets:read'), params.id));
  },
});

export const deleteCannedReplyOperation = operation({
  method: 'DELETE',
  path: '/canned-replies/{id}',
  summary: 'Delete a canned reply of the team; what was written with it stays',
  scope: 'settings:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => deleteCannedReply(scope, params),
});
