'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { OpenTicket, openTicket } from '@/tickets/open-ticket';

export const openTicketAction = action(requireTechnician, OpenTicket, async (scope, input) => {
  const { number } = await openTicket(scope, input);
  return { go: `/console/tickets/${number}` };
});
