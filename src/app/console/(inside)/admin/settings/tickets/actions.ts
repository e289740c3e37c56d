'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { TicketSettingsInput } from './ticket-settings-input';

export const changeTicketSettingsAction = action(
  requireAdmin,
  TicketSettingsInput,
  async (scope, input) => {
    await changeTicketSettings(scope, input);
    refresh();
    return {};
  },
);
