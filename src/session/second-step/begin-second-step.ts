import 'server-only';
import { z } from 'zod';
import type { OwedFactors } from '@/people/factors/own-factors';
import { newId } from '@/platform/ids';
import type { Proven } from '../open-session';
import type { Place } from '../tenant-of-request';
import { openState, sealState } from './sealed-state';
import { stepSeconds } from './step-cookie';

const Pending = z.object({
  /** Names this one step: its tries are counted, and it ends in one session. */
  step: z.uuid(),
  id: z.uuid(),
  name: z.string(),
  credentialVersion: z.int(),
  hasApp: z.boolean(),
  hasPasskey: z.boolean(),
  /** Which provider vouched for them; without one they typed their password. */
  provider: z.object({ method: z.string(), methodName: z.string() }).optional(),
});
export type PendingStep = z.infer<typeof Pending>;

/** Who has proved who they are but for a second factor. */
export type OwesStep = Proven & OwedFactors & Pick<PendingStep, 'provider'>;

const purpose = 'second-step';

/**
 * For whoever has just typed the right password or come by a provider. It is no session: it opens
 * the second step.
 */
export function beginSecondStep({ tenant }: Pick<Place, 'tenant'>, person: OwesStep): string {
  return sealState(tenant.id, purpose, { ...person, step: newId() }, stepSeconds[purpose]);
}

/** Who is between the two steps; undefined without, after ten minutes, or at another tenant. */
export function findPendingStep(
  { tenant }: Pick<Place, 'tenant'>,
  sealed: string | undefined,
): PendingStep | undefined {
  return openState(tenant.id, purpose, sealed, Pending);
}
