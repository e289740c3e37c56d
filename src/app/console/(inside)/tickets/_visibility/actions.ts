'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import {
  ReadTicketVisibility,
  readTicketVisibility,
} from '@/tickets/visibility/read-ticket-visibility';

/** Asked for when somebody wants to know, not with every ticket. */
export const readTicketVisibilityAction = action(
  requireTechnician,
  ReadTicketVisibility,
  async (scope, { number }) => ({ value: await readTicketVisibility(scope, number) }),
);
