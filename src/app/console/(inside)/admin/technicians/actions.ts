'use server';

import { CreateTechnician, createTechnician } from '@/people/create-technician';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const createTechnicianAction = action(
  requireAdmin,
  CreateTechnician,
  async (scope, input) => {
    const { id } = await createTechnician(scope, input);
    return { go: `/console/admin/technicians/${id}` };
  },
);
