'use server';

import { refresh } from 'next/cache';
import { changeWelcomeMail } from '@/people/change-welcome-mail';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { ChangePortalLanguage, changePortalLanguage } from '@/settings/change-portal-language';
import { WelcomeMailInput } from './welcome-mail-input';

export const changePortalLanguageAction = action(
  requireAdmin,
  ChangePortalLanguage,
  async (scope, input) => {
    await changePortalLanguage(scope, input);
    refresh();
    return {};
  },
);

export const changeWelcomeMailAction = action(
  requireAdmin,
  WelcomeMailInput,
  async (scope, input) => {
    await changeWelcomeMail(scope, input);
    refresh();
    return {};
  },
);
