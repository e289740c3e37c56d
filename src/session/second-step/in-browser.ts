import 'server-only';
import { redirect } from 'next/navigation';
import { giveCookie } from '../auth';
import { signInPath } from '../realm';
import type { Visitor } from '../require-visitor';
import { findPendingStep, type PendingStep } from './begin-second-step';
import { finishSecondStep } from './finish-second-step';
import { clearStepCookie, readStepCookie } from './step-cookie';

export const secondStepPath = '/console/second-step';
export const stepOverPath = `${signInPath.technician}?over`;

/** For the page: who is between the two steps in this browser; anybody else begins anew. */
export async function requirePendingStep(visitor: Visitor): Promise<PendingStep> {
  const pending = findPendingStep(visitor, await readStepCookie(visitor, 'second-step'));
  if (!pending) redirect(stepOverPath);
  return pending;
}

/** Signs in whoever's code is right; false where they must begin anew. Refuses a wrong code. */
export async function passSecondStep(visitor: Visitor, code: string): Promise<boolean> {
  const sealed = await readStepCookie(visitor, 'second-step');
  const { userAgent } = visitor;
  const outcome = await finishSecondStep(visitor, sealed, { code, userAgent });
  if (outcome !== 'over') await giveCookie('technician', outcome.sessionId);
  await clearStepCookie(visitor, 'second-step');
  return outcome !== 'over';
}
