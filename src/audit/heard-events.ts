import 'server-only';
import { z } from 'zod';
import type { Scope } from '@/access/scope';

/**
 * Which events programs outside want to hear of: names (`ticket.closed`), whole nouns
 * (`ticket.*`), or `*` for everything. It is a setting, so it comes with the session and nobody
 * asks for it.
 */
export const HeardEvents = z.object({ events: z.array(z.string()).default([]) });

/** Whether somebody who wants `wanted` is told of `event`. */
export function isWanted(wanted: readonly string[], event: string): boolean {
  return wanted.some(
    (one) => one === '*' || one === event || (one.endsWith('.*') && event.startsWith(noun(one))),
  );
}

const noun = (wanted: string) => wanted.slice(0, -1);

/** Whether anybody outside is told of `event`. */
export function isHeard({ settings }: Pick<Scope, 'settings'>, event: string): boolean {
  const heard = HeardEvents.safeParse(settings.webhooks ?? {});
  return heard.success && isWanted(heard.data.events, event);
}
