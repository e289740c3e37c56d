'use server';

import { refresh } from 'next/cache';
import { CreateTechnician, createTechnician } from '@/people/create-technician';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { RequireSecondFactor, requireSecondFactor } from '@/settings/require-second-factor';

export const createTechnicianAction = action(
  requireAdmin,
  CreateTechnician,
  async (scope, input) => {
    const { id } = await createTechnician(scope, input);
    return { go: `/console/admin/technicians/${id}` };
  },
);

export const requireSecondFactorAction = action(
  requireAdmin,
  RequireSecondFactor,
  async (scope, input) => {
    await requireSecondFactor(scope, input);
    refresh();
    return {};
  },
);
