'use server';

import { refresh } from 'next/cache';
import { MailContactAgain, mailContactAgain } from '@/people/mail-again';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const mailContactAgainAction = action(
  requireTechnician,
  MailContactAgain,
  async (scope, input) => {
    await mailContactAgain(scope, input);
    refresh();
    return {};
  },
);
