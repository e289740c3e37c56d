'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { MergeTicket, mergeTicket } from '@/tickets/merge-ticket';

export const mergeTicketAction = action(requireTechnician, MergeTicket, async (scope, input) => {
  await mergeTicket(scope, input);
  return { go: `/console/tickets/${input.into}` };
});
