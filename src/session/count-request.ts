import 'server-only';
import { shared } from '@/platform/shared';

/** Per key and process: N processes let N times as many through. */
export const requestsPerMinute = 600;

interface Count {
  used: number;
  endsAt: number;
}

const counts = shared('api-requests', () => new Map<string, Count>());

/** Counts one request of `keyId` in its minute; `left` is below zero when it was too many. */
export function countRequest(keyId: string, now = Date.now()): { left: number; resetsIn: number } {
  let count = counts.get(keyId);
  if (!count || count.endsAt <= now) {
    if (counts.size > 10_000) counts.clear();
    count = { used: 0, endsAt: now + 60_000 };
    counts.set(keyId, count);
  }
  count.used++;
  return { left: requestsPerMinute - count.used, resetsIn: Math.ceil((count.endsAt - now) / 1000) };
}
