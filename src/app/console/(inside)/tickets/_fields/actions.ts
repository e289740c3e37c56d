'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { ChangeTicketFields, changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { gatheringFields } from '@/tickets/fields/given-fields';

export const changeFieldsAction = action(
  requireTechnician,
  gatheringFields(ChangeTicketFields),
  async (scope, input) => {
    await changeTicketFields(scope, input);
    refresh();
    return {};
  },
);
