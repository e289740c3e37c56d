'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { AddCc, addCc } from '@/tickets/add-cc';
import { RemoveCc, removeCc } from '@/tickets/remove-cc';

export const addCcAction = action(requireTechnician, AddCc, async (scope, input) => {
  await addCc(scope, input);
  refresh();
  return {};
});

export const removeCcAction = action(requireTechnician, RemoveCc, async (scope, input) => {
  await removeCc(scope, input);
  refresh();
  return {};
});
