'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { changeProvider } from '@/session/provider/change-provider';
import { CheckProvider, checkProvider } from '@/session/provider/check-provider';
import { CreateProvider, createProvider } from '@/session/provider/create-provider';
import { DeleteProvider, deleteProvider } from '@/session/provider/delete-provider';
import { requireAdmin } from '@/session/require-person';
import { changeSignIn } from '@/settings/change-sign-in';
import { ProviderInput } from './_providers/provider-input';
import { LinkInput } from './link-input';

export const changeSignInAction = action(requireAdmin, LinkInput, async (scope, input) => {
  await changeSignIn(scope, input);
  refresh();
  return {};
});

export const createProviderAction = action(requireAdmin, CreateProvider, async (scope, input) => {
  const { id } = await createProvider(scope, input);
  return { go: `/console/admin/sign-in/providers/${id}` };
});

export const changeProviderAction = action(requireAdmin, ProviderInput, async (scope, input) => {
  await changeProvider(scope, input);
  refresh();
  return {};
});

export const checkProviderAction = action(requireAdmin, CheckProvider, async (scope, input) => ({
  value: await checkProvider(scope, input),
}));

export const deleteProviderAction = action(requireAdmin, DeleteProvider, async (scope, input) => {
  await deleteProvider(scope, input);
  return { go: '/console/admin/sign-in' };
});
