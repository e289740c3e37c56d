'use server';

import { refresh } from 'next/cache';
import { ChangeCompany, changeCompany } from '@/people/change-company';
import { CreateCompany, createCompany } from '@/people/create-company';
import { DeleteCompany, deleteCompany } from '@/people/delete-company';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const createCompanyAction = action(
  requireTechnician,
  CreateCompany,
  async (scope, input) => {
    const { id } = await createCompany(scope, input);
    return { go: `/console/companies/${id}` };
  },
);

export const changeCompanyAction = action(
  requireTechnician,
  ChangeCompany,
  async (scope, input) => {
    await changeCompany(scope, input);
    refresh();
    return {};
  },
);

export const deleteCompanyAction = action(
  requireTechnician,
  DeleteCompany,
  async (scope, input) => {
    await deleteCompany(scope, input);
    return { go: '/console/companies' };
  },
);
