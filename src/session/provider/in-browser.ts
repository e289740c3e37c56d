import 'server-only';
import { cookies } from 'next/headers';
import { newToken } from '@/platform/crypto';
import { giveCookie } from '@/session/auth';
import { type Realm, signInPath } from '@/session/realm';
import type { Visitor } from '@/session/require-visitor';
import { beginSecondStep } from '@/session/second-step/begin-second-step';
import { secondStepPath } from '@/session/second-step/in-browser';
import { setStepCookie } from '@/session/second-step/step-cookie';
import { attemptLasts, beginProviderSignIn } from './begin-provider-sign-in';
import { finishProviderSignIn } from './finish-provider-sign-in';

/** Leads this browser to a provider, marked; returns where. */
export async function leaveForProvider(
  visitor: Visitor,
  { providerId, next }: { providerId: string; next: string },
): Promise<string> {
  const browser = (await markOf(visitor)) ?? newToken();
  (await cookies()).set(cookieName(visitor), browser, {
    path: '/',
    httpOnly: true,
    // It comes back from another site.
    sameSite: 'lax',
    secure: visitor.secure,
    maxAge: attemptLasts / 1000,
  });
  const begun = await beginProviderSignIn(visitor, { providerId, browser, next });
  return 'location' in begun ? begun.location : failedPath(begun.away, next);
}

/**
 * Takes this browser back from a provider: signed in, between the two steps of a technician with
 * a second factor, or neither. Returns the path to go on to.
 */
export async function comeBackFromProvider(
  visitor: Visitor,
  { providerId, answer }: { providerId: string; answer: URLSearchParams },
): Promise<string> {
  const browser = (await markOf(visitor)) ?? '';
  const finished = await finishProviderSignIn(visitor, { providerId, browser, answer });
  const { realm, goal } = finished;
  switch (finished.outcome) {
    case 'signedIn':
      await giveCookie(realm, finished.sessionId);
      return goal;
    case 'owesFactor':
      await setStepCookie(visitor, 'second-step', beginSecondStep(visitor, finished.person));
      return `${secondStepPath}?next=${encodeURIComponent(goal)}`;
    case 'refused':
      return failedPath(realm, goal);
  }
}

/** The sign-in page, which says that it did not work; what was wanted stays wanted. */
function failedPath(realm: Realm, goal: string): string {
  return `${signInPath[realm]}?${new URLSearchParams({ failed: 'provider', next: goal })}`;
}

const cookieName = ({ secure }: Visitor) => `${secure ? '__Host-' : ''}servicedesk-provider`;
const markOf = async (visitor: Visitor) => (await cookies()).get(cookieName(visitor))?.value;
