import 'server-only';
import { z } from 'zod';
import { inTenant } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { takeCode } from '@/people/factors/take-code';
import { Refusal } from '@/platform/errors';
import { countUp, forgetRate, limitRate, networkOf } from '../limit-rate';
import { openSession, scopeFor } from '../open-session';
import { settingsOf } from '../settings-of';
import { spendOnce } from '../spend-once';
import type { Place } from '../tenant-of-request';
import { findPendingStep, type PendingStep } from './begin-second-step';
import { stepSeconds } from './step-cookie';

export const FinishSecondStep = z.object({
  code: z.string().max(100),
  next: z.string().max(2_000).optional(),
});

const mostTries = 5;
const perAddress = { limit: 20, windowSeconds: 60 };
/** Whoever knows the password can begin anew: ten codes an hour, three of a million right each. */
const perTechnician = { limit: 10, windowSeconds: 3_600 };

/**
 * The second step of a sign-in: a code of the app or a recovery code makes the session, which is
 * a provider's where one has vouched. `over` sends back to the first step: its time has passed, it
 * was used, or five codes were wrong. Refuses a wrong code (422), and more than ten in an hour,
 * whoever typed them (429).
 */
export async function finishSecondStep(
  place: Place,
  sealed: string | undefined,
  { code, userAgent }: { code: string; userAgent: string },
): Promise<{ sessionId: string } | 'over'> {
  const { tenant, address } = place;
  const pending = findPendingStep(place, sealed);
  if (!pending) return 'over';
  const { step, id } = pending;
  await limitRate(tenant.id, `sign-in:address:${networkOf(address)}`, perAddress);
  const { count } = await countUp(tenant.id, `second-step:${step}`, stepSeconds['second-step'] * 2);
  if (count > mostTries) return 'over';
  const account = `second-step:technician:${id}`;
  await limitRate(tenant.id, account, perTechnician);
  const owner = { tenantId: tenant.id, technicianId: id };
  const method = await inTenant(tenant.id, (tx) => takeCode(tx, owner, code));
  if (!method) {
    if (count < mostTries) {
      throw new Refusal('people.codeWrong', { status: 422, fields: { code: 'people.codeWrong' } });
    }
    await recordFailure(place, pending);
    return 'over';
  }
  if (!(await spendOnce(tenant.id, step, stepSeconds['second-step'] * 2))) return 'over';
  await forgetRate(tenant.id, account);
  const how = { userAgent, ...(pending.provider ?? { method }), secondStep: method };
  return { sessionId: await openSession(place, 'technician', pending, how) };
}

/** An admin may want to know: somebody has the password and not the second factor. */
async function recordFailure(place: Place, pending: PendingStep): Promise<void> {
  const { tenant } = place;
  await inTenant(tenant.id, async (tx) => {
    const settings = await settingsOf(tx, tenant.id);
    const scope = { ...scopeFor(place, 'technician', pending, ''), settings };
    await record(tx, scope, 'session.secondStepFailed', pending.id);
  });
}
