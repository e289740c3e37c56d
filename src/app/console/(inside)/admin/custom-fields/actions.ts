'use server';

import { refresh } from 'next/cache';
import { changeField } from '@/fields/change-field';
import { createField } from '@/fields/create-field';
import { DeleteField, deleteField } from '@/fields/delete-field';
import { MoveField, moveField } from '@/fields/move-field';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { requireDefaultCompanies } from '@/tickets/fields/require-default-companies';
import { ChangeFieldInput, ChangePortalInput, NewFieldInput } from './field-form-input';

const go = '/console/admin/custom-fields';

export const createFieldAction = action(requireAdmin, NewFieldInput, async (scope, input) => {
  await requireDefaultCompanies(scope, { companyDefaults: input.companyDefaults });
  await createField(scope, input);
  return { go };
});

export const changeFieldAction = action(requireAdmin, ChangeFieldInput, async (scope, input) => {
  await requireDefaultCompanies(scope, input);
  await changeField(scope, input);
  return { go };
});

export const changePortalAction = action(requireAdmin, ChangePortalInput, async (scope, input) => {
  await changeField(scope, input);
  refresh();
  return {};
});

export const moveFieldAction = action(requireAdmin, MoveField, async (scope, input) => {
  await moveField(scope, input);
  refresh();
  return {};
});

export const deleteFieldAction = action(requireAdmin, DeleteField, async (scope, input) => {
  await deleteField(scope, input);
  return { go };
});
