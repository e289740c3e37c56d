'use server';

import { refresh } from 'next/cache';
import { MailTechnicianAgain, mailTechnicianAgain } from '@/people/mail-again';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const mailTechnicianAgainAction = action(
  requireAdmin,
  MailTechnicianAgain,
  async (scope, input) => {
    await mailTechnicianAgain(scope, input);
    refresh();
    return {};
  },
);
