'use server';

import { action } from '@/session/action';
import { startSession } from '@/session/auth';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { SignIn } from '@/session/sign-in-shape';
import { StartDemoSession, startDemoSession } from '@/session/start-demo-session';

export const signInAction = action(requireVisitor, SignIn, async ({ userAgent }, input) => {
  const { login, password, next } = input;
  await startSession('contact', { login, password, userAgent });
  return { value: { next: safePath(next) } };
});

export const startDemoSessionAction = action(
  requireVisitor,
  StartDemoSession,
  async (visitor, input) => ({ value: { next: await startDemoSession(visitor, input) } }),
);
