'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { AssignTicket, assignTicket } from '@/tickets/assign-ticket';
import { ChangeTicketPriority, changeTicketPriority } from '@/tickets/change-ticket-priority';
import { ChangeTicketStatus, changeTicketStatus } from '@/tickets/change-ticket-status';
import { CloseTicket, closeTicket } from '@/tickets/close-ticket';
import { ReopenTicket, reopenTicket } from '@/tickets/reopen-ticket';

export const assignTicketAction = action(requireTechnician, AssignTicket, async (scope, input) => {
  await assignTicket(scope, input);
  refresh();
  return {};
});

export const changePriorityAction = action(
  requireTechnician,
  ChangeTicketPriority,
  async (scope, input) => {
    await changeTicketPriority(scope, input);
    refresh();
    return {};
  },
);

export const changeStatusAction = action(
  requireTechnician,
  ChangeTicketStatus,
  async (scope, input) => {
    await changeTicketStatus(scope, input);
    refresh();
    return {};
  },
);

export const closeTicketAction = action(requireTechnician, CloseTicket, async (scope, input) => {
  await closeTicket(scope, input);
  refresh();
  return {};
});

export const reopenTicketAction = action(requireTechnician, ReopenTicket, async (scope, input) => {
  await reopenTicket(scope, input);
  refresh();
  return {};
});
