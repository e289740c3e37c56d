'use server';

import { refresh } from 'next/cache';
import { GenerateCredentials, generateCredentials } from '@/people/generate-credentials';
import { RevealInitialPassword, revealInitialPassword } from '@/people/reveal-initial-password';
import { SendWelcome, sendWelcome } from '@/people/send-welcome';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const revealPasswordAction = action(
  requireTechnician,
  RevealInitialPassword,
  async (scope, input) => ({ value: await revealInitialPassword(scope, input) }),
);

export const generateCredentialsAction = action(
  requireTechnician,
  GenerateCredentials,
  async (scope, input) => {
    const made = await generateCredentials(scope, input);
    refresh();
    return { value: made };
  },
);

export const sendWelcomeAction = action(requireTechnician, SendWelcome, async (scope, input) => {
  await sendWelcome(scope, input);
  refresh();
  return {};
});
