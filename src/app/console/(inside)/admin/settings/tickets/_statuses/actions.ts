'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { changeStatusDefinition } from '@/tickets/statuses/change-status-definition';
import { createStatus } from '@/tickets/statuses/create-status';
import { DeleteStatus, deleteStatus } from '@/tickets/statuses/delete-status';
import { MoveStatus, moveStatus } from '@/tickets/statuses/move-status';
import { ChangeStatusInput, NewStatusInput } from './status-input';

export const createStatusAction = action(requireAdmin, NewStatusInput, async (scope, input) => {
  await createStatus(scope, input);
  refresh();
  return {};
});

export const changeStatusAction = action(requireAdmin, ChangeStatusInput, async (scope, input) => {
  await changeStatusDefinition(scope, input);
  refresh();
  return {};
});

export const moveStatusAction = action(requireAdmin, MoveStatus, async (scope, input) => {
  await moveStatus(scope, input);
  refresh();
  return {};
});

export const deleteStatusAction = action(requireAdmin, DeleteStatus, async (scope, input) => {
  await deleteStatus(scope, input);
  refresh();
  return {};
});
