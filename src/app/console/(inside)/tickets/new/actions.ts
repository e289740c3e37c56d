'use server';

import { z } from 'zod';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { gatheringFields } from '@/tickets/fields/given-fields';
import { rowUuid } from '@/tickets/input-shapes';
import { OpenTicket, openTicket } from '@/tickets/open-ticket';

/** A technician always says whose ticket it is. */
const OpenTicketFor = OpenTicket.extend({ requesterId: z.string().min(1).pipe(rowUuid) });

export const openTicketAction = action(
  requireTechnician,
  gatheringFields(OpenTicketFor),
  async (scope, input) => {
    const { number } = await openTicket(scope, input);
    return { go: `/console/tickets/${number}` };
  },
);
