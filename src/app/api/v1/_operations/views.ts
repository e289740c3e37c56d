import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { changeView } from '@/tickets/desk/change-view';
import { deleteView } from '@/tickets/desk/delete-view';
import { readSavedViews, type SavedViewView } from '@/tickets/desk/read-saved-views';
import { mostViews, SaveView, saveView } from '@/tickets/desk/save-view';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams, inPages, listOf, shortQuery } from '../_door/shapes';

const View = z
  .object({ id: z.uuid(), name: z.string(), query: z.string() })
  .meta({ id: 'SavedView' });

const { name, query } = SaveView.shape;
const facts = {
  name: name.describe('One line, at most 60 characters'),
  query: query.describe('The queue’s address without its `?`: `view=all&status=open&tag=vip`'),
};
const shown = ({ id, name, query }: SavedViewView) => ({ id, name, query });

export const listViewsOperation = operation({
  method: 'GET',
  path: '/views',
  summary: 'List the team’s saved views of the queue in their order',
  description: 'Those of a single technician are nobody else’s.',
  scope: 'tickets:read',
  query: shortQuery,
  status: 200,
  answer: listOf(View),
  run: async (scope, { query: page }) => inPages((await readSavedViews(scope)).map(shown), page),
});

export const createViewOperation = operation({
  method: 'POST',
  path: '/views',
  summary: 'Save a view of the queue for the whole team, after those there are',
  description: `A team has at most ${mostViews}.`,
  scope: 'settings:write',
  body: z.object(facts),
  refuses: [409],
  status: 201,
  answer: View,
  run: async (scope, { body }) =>
    readOne(scope, (await saveView(scope, { ...body, forTeam: true })).id),
});

export const changeViewOperation = operation({
  method: 'PATCH',
  path: '/views/{id}',
  summary: 'Change a saved view of the team; what is left out stays',
  scope: 'settings:write',
  params: idParams,
  body: z.object(facts).partial(),
  status: 200,
  answer: View,
  run: async (scope, { params, body }) => {
    await changeView(scope, { ...body, ...params });
    return readOne(scope, params.id);
  },
});

export const deleteViewOperation = operation({
  method: 'DELETE',
  path: '/views/{id}',
  summary: 'Delete a saved view of the team; its tickets stay',
  scope: 'settings:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => deleteView(scope, params),
});

async function readOne(scope: Scope<ApiKey>, wanted: string) {
  const all = await readSavedViews(seeing(scope, 'tickets:read'));
  return shown(orNotFound(all.find(({ id }) => id === wanted)));
}
