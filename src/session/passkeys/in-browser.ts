import 'server-only';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { Scope, Technician } from '@/access/scope';
import { giveCookie } from '../auth';
import type { Visitor } from '../require-visitor';
import { clearStepCookie, readStepCookie, setStepCookie } from '../second-step/step-cookie';
import { placeOfRequest } from '../tenant-of-request';
import { beginOwnPasskey, type FinishOwnPasskey, finishOwnPasskey } from './add-own-passkey';
import { relyingPartyOf } from './relying-party';
import { beginPasskeySignIn, finishPasskeySignIn } from './sign-in-with-passkey';

/** The ceremonies with this browser's cookie: it keeps the challenge from the one to the other. */
export async function challengeForSignIn() {
  const place = await placeOfRequest();
  const { options, kept } = await beginPasskeySignIn(await relyingPartyOf(place));
  await setStepCookie(place, 'passkey', kept);
  return options;
}

/** Signs in whoever's device has signed the challenge of this browser. */
export async function passWithPasskey(
  visitor: Visitor,
  signed: AuthenticationResponseJSON,
): Promise<void> {
  const party = await relyingPartyOf(visitor);
  const kept = await readStepCookie(visitor, 'passkey');
  const { userAgent } = visitor;
  const { sessionId } = await finishPasskeySignIn(visitor, party, kept, { signed, userAgent });
  await giveCookie('technician', sessionId);
  await clearStepCookie(visitor, 'passkey');
  await clearStepCookie(visitor, 'second-step');
}

export async function challengeForOwnPasskey(scope: Scope<Technician>) {
  const place = await placeOfRequest();
  const { options, kept } = await beginOwnPasskey(scope, await relyingPartyOf(place));
  await setStepCookie(place, 'passkey', kept);
  return options;
}

/**
 * Keeps the passkey that this browser has made. The challenge is spent, so its cookie stays: taking
 * it would have Next draw the page again, which leads on and away from the recovery codes.
 */
export async function keepOwnPasskey(
  scope: Scope<Technician>,
  input: z.output<typeof FinishOwnPasskey>,
): Promise<{ recoveryCodes?: string[] }> {
  const place = await placeOfRequest();
  const kept = await readStepCookie(place, 'passkey');
  return finishOwnPasskey(scope, await relyingPartyOf(place), kept, input);
}
