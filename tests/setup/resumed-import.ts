import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { onDatabase } from './statement';

/**
 * Lets the minute pass after which somebody else goes on with an import whose process has died:
 * the dead had ordered one job for that. `kind` begins the job's key.
 */
export async function passTheMinute(
  adminUrl: string,
  kind: 'article-import' | 'contact-import',
): Promise<void> {
  const waiting = await onDatabase(
    adminUrl,
    `update graphile_worker._private_jobs set run_at = now()
     where key like '${kind}:%' and locked_at is null returning id`,
  );
  expect(waiting).toHaveLength(1);
}

/** Waits until it is so; fails after half a minute. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    if (await condition()) return;
    await sleep(25);
  }
  throw new Error('it did not happen in half a minute');
}
