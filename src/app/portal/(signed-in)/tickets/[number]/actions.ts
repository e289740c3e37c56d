'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireContact } from '@/session/require-person';
import { AddCc, addCc } from '@/tickets/add-cc';
import { CloseTicket, closeTicket } from '@/tickets/close-ticket';
import { ChangeTicketFields, changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { gatheringFields } from '@/tickets/fields/given-fields';
import { RemoveCc, removeCc } from '@/tickets/remove-cc';
import { ReopenTicket, reopenTicket } from '@/tickets/reopen-ticket';
import { ReplyToTicket, replyToTicket } from '@/tickets/reply-to-ticket';
import { suggestCcs } from '@/tickets/suggest-ccs';

export const replyToTicketAction = action(requireContact, ReplyToTicket, async (scope, input) => {
  const { followUp } = await replyToTicket(scope, input);
  refresh();
  return followUp ? { go: `/tickets/${followUp}?sent` } : {};
});

export const closeTicketAction = action(requireContact, CloseTicket, async (scope, input) => {
  await closeTicket(scope, input);
  refresh();
  return {};
});

export const reopenTicketAction = action(requireContact, ReopenTicket, async (scope, input) => {
  await reopenTicket(scope, input);
  refresh();
  return {};
});

export const addCcAction = action(requireContact, AddCc, async (scope, input) => {
  await addCc(scope, input);
  refresh();
  return {};
});

export const removeCcAction = action(requireContact, RemoveCc, async (scope, input) => {
  await removeCc(scope, input);
  refresh();
  return input.contactId === scope.actor.id ? { go: '/tickets' } : {};
});

export const changeFieldsAction = action(
  requireContact,
  gatheringFields(ChangeTicketFields),
  async (scope, input) => {
    await changeTicketFields(scope, input);
    refresh();
    return {};
  },
);

/** Colleagues are asked for when somebody wants to add one, not with every page. */
export const suggestCcsAction = action(requireContact, CloseTicket, async (scope, { number }) => ({
  value: await suggestCcs(scope, number),
}));
