'use server';

import { z } from 'zod';
import { action } from '@/session/action';
import { stopSession } from '@/session/auth';
import { requireTechnicianBeforePassword } from '@/session/require-person';

export const signOutAction = action(
  requireTechnicianBeforePassword,
  z.object({}),
  async (scope) => {
    await stopSession('technician', scope.actor.sessionId);
    return {};
  },
);
