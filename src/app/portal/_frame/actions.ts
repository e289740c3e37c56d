'use server';

import { z } from 'zod';
import { action } from '@/session/action';
import { stopSession } from '@/session/auth';
import { ChooseLanguage, chooseLanguage } from '@/session/change-language';
import { requireContactBeforePassword } from '@/session/require-person';
import { requireVisitor } from '@/session/require-visitor';

export const signOutAction = action(requireContactBeforePassword, z.object({}), async (scope) => {
  await stopSession('contact', scope.actor.sessionId);
  return {};
});

export const chooseLanguageAction = action(
  requireVisitor,
  ChooseLanguage,
  async (visitor, input) => {
    await chooseLanguage(visitor, input);
    return {};
  },
);
