'use server';

import { refresh } from 'next/cache';
import { resumeMails, StopMails, stopMails } from '@/notifications/outbound/stop-mails';
import { action } from '@/session/action';
import { requireVisitor } from '@/session/require-visitor';

export const stopMailsAction = action(requireVisitor, StopMails, async (visitor, input) => {
  await stopMails(visitor, input);
  refresh();
  return {};
});

export const resumeMailsAction = action(requireVisitor, StopMails, async (visitor, input) => {
  await resumeMails(visitor, input);
  refresh();
  return {};
});
