'use server';

import { refresh } from 'next/cache';
import { ResetFactors, resetFactors } from '@/people/factors/reset-factors';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const resetFactorsAction = action(requireAdmin, ResetFactors, async (scope, input) => {
  await resetFactors(scope, input);
  refresh();
  return {};
});
