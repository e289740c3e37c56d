'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { ChangeView, changeView } from '@/tickets/desk/change-view';
import { DeleteView, deleteView } from '@/tickets/desk/delete-view';
import { MoveView, moveView } from '@/tickets/desk/move-view';
import { SaveView, saveView } from '@/tickets/desk/save-view';
import { canonicalQuery } from '../_queue/queue-query';

const RenameView = ChangeView.pick({ id: true, name: true }).required();

export const saveViewAction = action(requireTechnician, SaveView, async (scope, input) => {
  await saveView(scope, { ...input, query: canonicalQuery(input.query) });
  refresh();
  return {};
});

export const renameViewAction = action(requireTechnician, RenameView, async (scope, input) => {
  await changeView(scope, input);
  refresh();
  return {};
});

export const moveViewAction = action(requireTechnician, MoveView, async (scope, input) => {
  await moveView(scope, input);
  refresh();
  return {};
});

export const deleteViewAction = action(requireTechnician, DeleteView, async (scope, input) => {
  await deleteView(scope, input);
  refresh();
  return {};
});
