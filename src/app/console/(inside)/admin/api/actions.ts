'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { CreateApiKey, createApiKey, RevokeApiKey, revokeApiKey } from '@/session/create-api-key';
import { requireAdmin } from '@/session/require-person';

export const createApiKeyAction = action(requireAdmin, CreateApiKey, async (scope, input) => {
  const { token } = await createApiKey(scope, input);
  refresh();
  return { value: { token, name: input.name } };
});

export const revokeApiKeyAction = action(requireAdmin, RevokeApiKey, async (scope, input) => {
  await revokeApiKey(scope, input);
  refresh();
  return {};
});
