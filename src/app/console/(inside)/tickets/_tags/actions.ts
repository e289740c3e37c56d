'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { TagTicket, tagTicket } from '@/tickets/desk/tag-ticket';
import { UntagTicket, untagTicket } from '@/tickets/desk/untag-ticket';

export const tagTicketAction = action(requireTechnician, TagTicket, async (scope, input) => {
  await tagTicket(scope, input);
  refresh();
  return {};
});

export const untagTicketAction = action(requireTechnician, UntagTicket, async (scope, input) => {
  await untagTicket(scope, input);
  refresh();
  return {};
});
