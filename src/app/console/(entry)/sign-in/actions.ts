'use server';

import { action } from '@/session/action';
import { startSession } from '@/session/auth';
import { passWithPasskey } from '@/session/passkeys/in-browser';
import { FinishPasskeySignIn } from '@/session/passkeys/sign-in-with-passkey';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { secondStepPath } from '@/session/second-step/in-browser';
import { SignIn } from '@/session/sign-in-shape';

export const signInAction = action(
  requireVisitor,
  SignIn,
  async ({ userAgent }, { login, password, next }) => {
    const { owesFactor } = await startSession('technician', { login, password, userAgent });
    const wanted = safePath(next, '/console');
    return { go: owesFactor ? `${secondStepPath}?next=${encodeURIComponent(wanted)}` : wanted };
  },
);

export const passkeySignInAction = action(
  requireVisitor,
  FinishPasskeySignIn,
  async (visitor, { signed, next }) => {
    await passWithPasskey(visitor, signed);
    return { go: safePath(next, '/console') };
  },
);
