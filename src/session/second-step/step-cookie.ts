import 'server-only';
import { cookies } from 'next/headers';
import type { Place } from '../tenant-of-request';

/** How long a browser has for the step between two of ours, in seconds. */
export const stepSeconds = { 'second-step': 600, passkey: 300 } as const;
export type Step = keyof typeof stepSeconds;

const nameOf = (step: Step, secure: boolean) => `${secure ? '__Host-' : ''}servicedesk-${step}`;

/** Of this host and browser alone, and nothing that scripts can read or other sites send. */
export async function setStepCookie(
  { secure }: Pick<Place, 'secure'>,
  step: Step,
  sealed: string,
): Promise<void> {
  (await cookies()).set(nameOf(step, secure), sealed, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure,
    maxAge: stepSeconds[step],
  });
}

export async function readStepCookie(
  { secure }: Pick<Place, 'secure'>,
  step: Step,
): Promise<string | undefined> {
  return (await cookies()).get(nameOf(step, secure))?.value;
}

export async function clearStepCookie(
  { secure }: Pick<Place, 'secure'>,
  step: Step,
): Promise<void> {
  (await cookies()).delete({ name: nameOf(step, secure), path: '/', secure });
}
