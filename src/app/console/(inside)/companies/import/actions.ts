'use server';

import { ImportCompanies, importCompanies } from '@/people/import-companies';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const importCompaniesAction = action(
  requireAdmin,
  ImportCompanies,
  async (scope, input) => ({ value: await importCompanies(scope, input) }),
);
