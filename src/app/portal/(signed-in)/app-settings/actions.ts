'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { ChangeOwnLanguage, changeOwnLanguage } from '@/people/change-own-language';
import { ChangePassword } from '@/people/change-password';
import { action } from '@/session/action';
import { chooseLanguage } from '@/session/change-language';
import { changeOwnPassword } from '@/session/change-own-password';
import { requireContact } from '@/session/require-person';
import { RevokeSession, revokeOtherSessions, revokeSession } from '@/session/revoke-session';
import { placeOfRequest } from '@/session/tenant-of-request';

export const changeLanguageAction = action(
  requireContact,
  ChangeOwnLanguage,
  async (scope, input) => {
    await changeOwnLanguage(scope, input);
    await chooseLanguage(await placeOfRequest(), input);
    return {};
  },
);

export const changePasswordAction = action(requireContact, ChangePassword, async (scope, input) => {
  await changeOwnPassword(scope, input);
  refresh();
  return {};
});

export const revokeSessionAction = action(requireContact, RevokeSession, async (scope, input) => {
  await revokeSession(scope, input);
  refresh();
  return {};
});

export const revokeOtherSessionsAction = action(requireContact, z.object({}), async (scope) => {
  await revokeOtherSessions(scope);
  refresh();
  return {};
});
