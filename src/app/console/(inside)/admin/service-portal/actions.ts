'use server';

import { refresh } from 'next/cache';
import { ChangeWelcomeMail, changeWelcomeMail } from '@/people/change-welcome-mail';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { ChangePortalLanguage, changePortalLanguage } from '@/settings/change-portal-language';
import { ChangeTimeZone, changeTimeZone } from '@/tickets/sla/change-time-zone';

export const changePortalLanguageAction = action(
  requireAdmin,
  ChangePortalLanguage,
  async (scope, input) => {
    await changePortalLanguage(scope, input);
    refresh();
    return {};
  },
);

export const changeTimeZoneAction = action(requireAdmin, ChangeTimeZone, async (scope, input) => {
  await changeTimeZone(scope, input);
  refresh();
  return {};
});

export const changeWelcomeMailAction = action(
  requireAdmin,
  ChangeWelcomeMail,
  async (scope, input) => {
    await changeWelcomeMail(scope, input);
    refresh();
    return {};
  },
);
