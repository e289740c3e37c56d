import 'server-only';
import { z } from 'zod';
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
});
export type PendingStep = z.infer<typeof Pending>;

const purpose = 'second-step';

/** For whoever has just typed the right password. It is no session: it opens the second step. */
export function beginSecondStep({ tenant }: Pick<Place, 'tenant'>, person: Proven): string {
  return sealState(tenant.id, purpose, { ...person, step: newId() }, stepSeconds[purpose]);
}

/** Who is between the two steps; undefined without, after ten minutes, or at another tenant. */
export function findPendingStep(
  { tenant }: Pick<Place, 'tenant'>,
  sealed: string | undefined,
): PendingStep | undefined {
  return openState(tenant.id, purpose, sealed, Pending);
}
