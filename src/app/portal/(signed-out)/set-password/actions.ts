'use server';

import { ChangePassword } from '@/people/change-password';
import { action } from '@/session/action';
import { changeOwnPassword } from '@/session/change-own-password';
import { requireContactBeforePassword } from '@/session/require-person';

export const setFirstPasswordAction = action(
  requireContactBeforePassword,
  ChangePassword,
  async (scope, input) => {
    await changeOwnPassword(scope, input);
    return {};
  },
);
