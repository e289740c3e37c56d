'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { ChangeOwnLanguage, changeOwnLanguage } from '@/people/change-own-language';
import { ChangePassword } from '@/people/change-password';
import { action } from '@/session/action';
import { changeOwnPassword } from '@/session/change-own-password';
import { requireTechnician } from '@/session/require-person';
import { RevokeSession, revokeOtherSessions, revokeSession } from '@/session/revoke-session';

export const changeLanguageAction = action(
  requireTechnician,
  ChangeOwnLanguage,
  async (scope, input) => {
    await changeOwnLanguage(scope, input);
    return {};
  },
);

export const changePasswordAction = action(
  requireTechnician,
  ChangePassword,
  async (scope, input) => {
    await changeOwnPassword(scope, input);
    refresh();
    return {};
  },
);

export const revokeSessionAction = action(
  requireTechnician,
  RevokeSession,
  async (scope, input) => {
    await revokeSession(scope, input);
    refresh();
    return {};
  },
);

export const revokeOthersAction = action(requireTechnician, z.object({}), async (scope) => {
  await revokeOtherSessions(scope);
  refresh();
  return {};
});
