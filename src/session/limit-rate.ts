import 'server-only';
import { sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import { Refusal } from '@/platform/errors';
import { rateCounters } from './tables';

export interface RateLimit {
  /** How many within the window are let through. */
  limit: number;
  windowSeconds: number;
}

/**
 * Counts one more under `key` and refuses with 429 above the limit; nothing is locked for
 * good, the window ends.
 */
export async function limitRate(tenantId: string, key: string, rate: RateLimit): Promise<void> {
  const { count, windowEndsAt } = await countUp(tenantId, key, rate.windowSeconds);
  if (count <= rate.limit) return;
  const retryAfter = Math.max(1, Math.ceil((windowEndsAt.getTime() - Date.now()) / 1000));
  throw new Refusal('session.tooManyTries', {
    status: 429,
    retryAfter,
    values: { minutes: Math.ceil(retryAfter / 60) },
  });
}

/**
 * Counts one more under `key` and says how many there were in its window, which begins with the
 * first. In a transaction of its own, so that a refusal after it doesn't undo it.
 */
export async function countUp(
  tenantId: string,
  key: string,
  windowSeconds: number,
): Promise<{ count: number; windowEndsAt: Date }> {
  const [row] = await inTenant(tenantId, (tx) =>
    tx
      .insert(rateCounters)
      .values({
        tenantId,
        key,
        count: 1,
        windowEndsAt: sql`now() + make_interval(secs => ${windowSeconds})`,
      })
      .onConflictDoUpdate({
        target: [rateCounters.tenantId, rateCounters.key],
        set: {
          count: sql`case when ${rateCounters.windowEndsAt} <= now() then 1 else ${rateCounters.count} + 1 end`,
          windowEndsAt: sql`case when ${rateCounters.windowEndsAt} <= now() then excluded.window_ends_at else ${rateCounters.windowEndsAt} end`,
        },
      })
      .returning({ count: rateCounters.count, windowEndsAt: rateCounters.windowEndsAt }),
  );
  return row!;
}

/**
 * What counts as one visitor: an IPv4 address, or the /64 of an IPv6 one, of which every
 * subscriber has all the addresses (RFC 6177).
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [before = '', after] = address.toLowerCase().split('%')[0]!.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const gap = after === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(0, gap)).fill('0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Forgets what was counted under `key`: after the right password. */
export async function forgetRate(tenantId: string, key: string): Promise<void> {
  await inTenant(tenantId, (tx) =>
    tx
      .delete(rateCounters)
      .where(sql`${rateCounters.tenantId} = ${tenantId} and ${rateCounters.key} = ${key}`),
  );
}
