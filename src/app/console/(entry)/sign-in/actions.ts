'use server';

import { action } from '@/session/action';
import { startSession } from '@/session/auth';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { SignIn } from '@/session/sign-in-shape';

export const signInAction = action(
  requireVisitor,
  SignIn,
  async ({ userAgent }, { login, password, next }) => {
    await startSession('technician', { login, password, userAgent });
    return { go: safePath(next, '/console') };
  },
);
