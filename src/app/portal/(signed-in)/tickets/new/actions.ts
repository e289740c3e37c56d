'use server';

import { action } from '@/session/action';
import { requireContact } from '@/session/require-person';
import { gatheringFields } from '@/tickets/fields/given-fields';
import { OpenTicket, openTicket } from '@/tickets/open-ticket';

export const openTicketAction = action(
  requireContact,
  gatheringFields(OpenTicket),
  async (scope, input) => {
    const { number } = await openTicket(scope, input);
    return { go: `/tickets/${number}?sent` };
  },
);
