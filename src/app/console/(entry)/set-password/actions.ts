'use server';

import { ChangePassword } from '@/people/change-password';
import { action } from '@/session/action';
import { changeOwnPassword } from '@/session/change-own-password';
import { requireTechnicianBeforePassword } from '@/session/require-person';

export const setPasswordAction = action(
  requireTechnicianBeforePassword,
  ChangePassword,
  async (scope, input) => {
    await changeOwnPassword(scope, input);
    return { go: '/console' };
  },
);
