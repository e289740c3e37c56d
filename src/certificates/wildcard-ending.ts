import 'server-only';
import { clock, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { log } from '@/platform/log';
import type { Asked, Visit } from './ask-authority';
import { pauseAfter, refusedBy } from './failures';
import type { Failure } from './tables';
import type { WildcardLease } from './wildcard-lease';
import { withdrawProofs } from './wildcard-proof';

const pollLater = 10_000;

/** The order of the wildcard while somebody works on it. */
export interface WildcardRun {
  lease: WildcardLease;
  visit: Visit;
  /** The authority has been told to look for the proofs. */
  isCalled: boolean;
}

/**
 * How a stretch of work ends; undefined goes on. `isOver`: the order at the authority is of no
 * use any more and the next try makes a new one.
 */
export type WildcardEnding =
  | { kind: 'issued' }
  | { kind: 'wait'; until?: Date; failure?: Failure }
  | { kind: 'failed'; failure: Failure; isOver: boolean };

/** The order at the authority is over, whatever became of it. */
export const ended = { orderUrl: null, orderKeySealed: null };

/** Writes down how far it came, and when it goes on. */
export async function settle(lease: WildcardLease, ending: WildcardEnding): Promise<void> {
  const { baseDomain, attempts } = lease.row;
  const now = clock.now().getTime();
  if (ending.kind === 'issued') {
    await withdrawProofs(baseDomain);
    log.info('wildcard.issued', { base: baseDomain, notAfter: lease.row.notAfter });
    return;
  }
  const { failure } = ending;
  if (ending.kind === 'wait') {
    const until = ending.until ?? new Date(now + pollLater);
    await lease.keep({ nextTryAt: until, ...(failure ? { failure } : {}) }, async (tx) => {
      if (until.getTime() - now > minutes(1)) return; // the look of every minute finds it
      await enqueue(tx, 'workOnWildcard', {}, { runAt: until, jobKey: 'workOnWildcard' });
    });
    return;
  }
  const nextTryAt = new Date(now + pauseAfter(attempts + 1));
  const over = ending.isOver ? ended : {};
  await lease.keep({
    ...over,
    attempts: attempts + 1,
    failed: lease.row.failed + 1,
    failure: ending.failure,
    nextTryAt,
  });
  log.warn('wildcard.notIssued', { base: baseDomain, attempts: attempts + 1, failure, nextTryAt });
  if (ending.isOver) await withdrawProofs(baseDomain);
}

export function endingOf(
  { lease }: Pick<WildcardRun, 'lease'>,
  asked: Exclude<Asked<never>, { kind: 'done' }>,
): WildcardEnding {
  if (asked.kind === 'wait') return asked;
  if (asked.status === 404) return lost(lease);
  const { failure } = refusedBy(asked, `*.${lease.row.baseDomain}`);
  return { kind: 'failed', failure, isOver: true };
}

export function lost({ row }: WildcardLease): WildcardEnding {
  const failure = { key: 'authorityLostOrder', values: { host: `*.${row.baseDomain}` } };
  return { kind: 'failed', failure, isOver: true };
}
