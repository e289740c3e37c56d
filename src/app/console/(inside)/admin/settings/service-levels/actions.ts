'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { changeCompanyLevels } from '@/tickets/sla/change-company-levels';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { CompanyLevelsInput, LevelsInput } from './levels-input';

export const changeServiceLevelsAction = action(requireAdmin, LevelsInput, async (scope, input) => {
  await changeServiceLevels(scope, input);
  refresh();
  return {};
});

export const changeCompanyLevelsAction = action(
  requireAdmin,
  CompanyLevelsInput,
  async (scope, input) => {
    await changeCompanyLevels(scope, input);
    refresh();
    return {};
  },
);
