import 'server-only';
import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { forInstallation } from '@/access/in-transaction';
import { clock, days, hours, minutes } from '@/platform/clock';
import type { Trouble } from './authority';
import { authorities, type Failure } from './tables';

/** Why an authority is left alone, and until when. */
export interface Pause {
  until: Date;
  failure: Failure;
}

/**
 * Leave to ask an authority. After an outage (`failures` > 0) one caller at a time gets it, as a
 * probe: what they find out decides for all.
 */
export type Leave = { kind: 'go'; probe?: Date } | ({ kind: 'wait' } & Pause);

/** How long a probe has before another may begin: longer than what it asks can take. */
const probing = minutes(1);
const longest = 60;

/** Asks before a piece of work that begins with a request; costs one look into Postgres. */
export async function leaveToAsk(directoryUrl: string): Promise<Leave> {
  const now = clock.now();
  return forInstallation(async (tx) => {
    const [row] = await tx
      .select()
      .from(authorities)
      .where(eq(authorities.directoryUrl, directoryUrl));
    if (!row?.notBefore) return { kind: 'go' };
    const failure = row.reason ?? { key: 'authorityAway', values: { reason: 'no answer' } };
    if (row.notBefore > now) return { kind: 'wait', until: row.notBefore, failure };
    if (row.failures === 0) return { kind: 'go' };
    const probe = new Date(now.getTime() + probing);
    const won = await tx
      .update(authorities)
      .set({ notBefore: probe, updatedAt: now })
      .where(
        and(eq(authorities.directoryUrl, directoryUrl), eq(authorities.notBefore, row.notBefore)),
      )
      .returning();
    return won.length > 0 ? { kind: 'go', probe } : { kind: 'wait', until: probe, failure };
  });
}

/**
 * The authority did not answer, or with a 5xx: it is left alone for 1, 2, 4 … 60 minutes, or for
 * longer where it says so, up to a day. Whoever failed together counts once. Returns the pause
 * that holds now.
 */
export async function noteAway(
  directoryUrl: string,
  { reason, until }: Extract<Trouble, { kind: 'away' }>,
  probe?: Date,
): Promise<Pause> {
  const now = clock.now();
  const failure: Failure = { key: 'authorityAway', values: { reason } };
  const free = or(
    isNull(authorities.notBefore),
    lte(authorities.notBefore, now),
    probe && eq(authorities.notBefore, probe),
  );
  const said = Math.min(until?.getTime() ?? 0, now.getTime() + hours(24));
  const first = new Date(Math.max(said, now.getTime() + minutes(1)));
  const growing = sql`greatest(${new Date(said).toISOString()}::timestamptz,
    ${now.toISOString()}::timestamptz + least(2 ^ ${authorities.failures}, ${longest}) * interval '1 minute')`;
  return forInstallation(async (tx) => {
    await tx
      .insert(authorities)
      .values({ directoryUrl, notBefore: first, failures: 1, reason: failure, updatedAt: now })
      .onConflictDoUpdate({
        target: authorities.directoryUrl,
        set: {
          notBefore: growing,
          failures: sql`least(${authorities.failures} + 1, 20)`,
          reason: failure,
          updatedAt: now,
        },
        setWhere: free,
      });
    const [row] = await tx
      .select()
      .from(authorities)
      .where(eq(authorities.directoryUrl, directoryUrl));
    return { until: row?.notBefore ?? first, failure: row?.reason ?? failure };
  });
}

/**
 * 429: nothing is asked before the instant that the authority named, by any process; after a
 * month it is asked all the same.
 */
export async function noteRateLimited(
  directoryUrl: string,
  { until: said, detail }: Extract<Trouble, { kind: 'rateLimited' }>,
): Promise<Pause> {
  const failure: Failure = { key: 'authorityLimits', values: { detail } };
  const now = clock.now();
  const until = new Date(Math.min(said.getTime(), now.getTime() + days(31)));
  await forInstallation((tx) =>
    tx
      .insert(authorities)
      .values({ directoryUrl, notBefore: until, failures: 0, reason: failure, updatedAt: now })
      .onConflictDoUpdate({
        target: authorities.directoryUrl,
        set: {
          notBefore: sql`greatest(${authorities.notBefore}, ${until.toISOString()}::timestamptz)`,
          failures: 0,
          reason: failure,
          updatedAt: now,
        },
      }),
  );
  return { until, failure };
}

/** It answers: an outage is over. A limit that it set goes on to hold. */
export async function noteAnswered(directoryUrl: string): Promise<void> {
  await forInstallation((tx) =>
    tx
      .update(authorities)
      .set({ notBefore: null, failures: 0, reason: null, updatedAt: clock.now() })
      .where(and(eq(authorities.directoryUrl, directoryUrl), gt(authorities.failures, 0))),
  );
}
