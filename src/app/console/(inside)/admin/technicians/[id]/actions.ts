'use server';

import { refresh } from 'next/cache';
import { ChangeTechnician, changeTechnician } from '@/people/change-technician';
import {
  DisableTechnician,
  disableTechnician,
  EnableTechnician,
  enableTechnician,
} from '@/people/disable-technician';
import { SendTechnicianWelcome, sendTechnicianWelcome } from '@/people/send-technician-welcome';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const changeTechnicianAction = action(
  requireAdmin,
  ChangeTechnician,
  async (scope, input) => {
    await changeTechnician(scope, input);
    refresh();
    return {};
  },
);

export const disableTechnicianAction = action(
  requireAdmin,
  DisableTechnician,
  async (scope, input) => {
    await disableTechnician(scope, input);
    refresh();
    return {};
  },
);

export const enableTechnicianAction = action(
  requireAdmin,
  EnableTechnician,
  async (scope, input) => {
    await enableTechnician(scope, input);
    refresh();
    return {};
  },
);

export const sendTechnicianWelcomeAction = action(
  requireAdmin,
  SendTechnicianWelcome,
  async (scope, input) => {
    await sendTechnicianWelcome(scope, input);
    refresh();
    return {};
  },
);
