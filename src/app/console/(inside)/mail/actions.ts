'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { AcceptMail, acceptMail } from '@/tickets/mail/accept-mail';
import { DismissMail, dismissMail } from '@/tickets/mail/dismiss-mail';
import { RetryMail, retryMail } from '@/tickets/mail/retry-mail';

export const acceptMailAction = action(requireTechnician, AcceptMail, async (scope, input) => {
  const { number } = await acceptMail(scope, input);
  return { go: `/console/tickets/${number}` };
});

export const dismissMailAction = action(requireTechnician, DismissMail, async (scope, input) => {
  await dismissMail(scope, input);
  refresh();
  return {};
});

export const retryMailAction = action(requireTechnician, RetryMail, async (scope, input) => {
  await retryMail(scope, input);
  refresh();
  return {};
});
