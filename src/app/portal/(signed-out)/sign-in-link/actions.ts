'use server';

import { action } from '@/session/action';
import { giveCookie } from '@/session/auth';
import { requireVisitor } from '@/session/require-visitor';
import { UseSignInLink, useSignInLink } from '@/session/sign-in-link/use-sign-in-link';

export const useSignInLinkAction = action(requireVisitor, UseSignInLink, async (visitor, input) => {
  const { sessionId, goal } = await useSignInLink(visitor, input);
  await giveCookie('contact', sessionId);
  return { value: { next: goal } };
});
