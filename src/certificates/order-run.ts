import type { Scope, System } from '@/access/scope';
import type { Asked, Visit } from './ask-authority';
import type { Pause } from './breaker';
import { type Failed, refusedBy } from './failures';
import type { Lease } from './lease';

/** One order while somebody works on it. */
export interface Run {
  scope: Scope<System>;
  lease: Lease;
  visit: Visit;
  /** The authority has been told to look for the proof. */
  isCalled: boolean;
}

/** How a stretch of work ends; undefined goes on. `wait` without an instant is a short one. */
export type Ending =
  | { kind: 'ended' }
  | ({ kind: 'wait' } & Partial<Pause>)
  | { kind: 'failed'; failed: Failed };

/** The ending for whatever keeps the authority from answering as it should. */
export function endingOf(run: Run, asked: Exclude<Asked<never>, { kind: 'done' }>): Ending {
  if (asked.kind === 'wait') return asked;
  if (asked.status === 404) return lost(run);
  return { kind: 'failed', failed: refusedBy(asked, run.lease.order.host) };
}

/** The order is of no use any more, which says nothing about the host. */
export function lost({ lease }: Run): Ending {
  const failure = { key: 'authorityLostOrder', values: { host: lease.order.host } };
  return {
    kind: 'failed',
    failed: { failure, isValidation: false, isFinal: false, isConnection: false },
  };
}
