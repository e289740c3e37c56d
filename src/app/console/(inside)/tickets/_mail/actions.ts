'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { ReadTicketMails, readTicketMails } from '@/tickets/mail/read-ticket-mails';

/** Asked for when somebody wants to know, not with every ticket. */
export const readTicketMailsAction = action(
  requireTechnician,
  ReadTicketMails,
  async (scope, { number }) => ({ value: await readTicketMails(scope, number) }),
);
