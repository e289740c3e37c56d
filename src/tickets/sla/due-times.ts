import { minutes as asMilliseconds } from '@/platform/clock';
import type { StatusCategory } from '@/tickets/ticket-view';
import { addBusinessMinutes, businessMinutesBetween, type Calendar } from './business-time';
import type { DuePause } from './due-columns';
import type { Target } from './service-level-shapes';

/** What the promise's clock looks at. */
export interface DueFacts {
  openedAt: Date;
  category: StatusCategory;
  respondedAt: Date | null;
  resolvedAt: Date | null;
  pauses: readonly DuePause[];
}

/** The columns of a ticket that say what was promised; all null: nothing. */
export interface DueTimes {
  responseDueAt: Date | null;
  resolutionDueAt: Date | null;
  nextDueAt: Date | null;
  dueLookAt: Date | null;
  duePauses: DuePause[] | null;
}

export const nothingDue: DueTimes = {
  responseDueAt: null,
  resolutionDueAt: null,
  nextDueAt: null,
  dueLookAt: null,
  duePauses: null,
};

/** The promises still to be kept, and whether their clock runs. */
export interface Running {
  target: 'response' | 'resolution';
  dueAt: Date;
}

/**
 * When a ticket is to be answered and solved, reckoned anew from its opening: the minutes of the
 * target, less the time in which the ticket waited for somebody else. Due times of a ticket that
 * waits, or has ended, are those that it had until then.
 */
export function dueTimesOf(
  target: Target,
  calendar: Calendar,
  facts: DueFacts,
  { now, soonMinutes }: { now: Date; soonMinutes: number },
): DueTimes {
  const duePauses = pausesNow(facts, now);
  const { openedAt } = facts;
  const due = (minutes: number | null) =>
    minutes === null ? null : reach(target.clock, calendar, { openedAt, minutes, duePauses });
  const times = { responseDueAt: due(target.response), resolutionDueAt: due(target.resolution) };
  const running = runningOf({ ...facts, ...times });
  return {
    ...times,
    nextDueAt: earliest(running.map(({ dueAt }) => dueAt)),
    dueLookAt: lookAfter(running, soonMinutes),
    duePauses: duePauses.length > 0 ? duePauses : null,
  };
}

/** What is still to be kept of a ticket: nothing while it waits for somebody else. */
export function runningOf(
  ticket: Pick<DueFacts, 'category' | 'respondedAt'> &
    Pick<DueTimes, 'responseDueAt' | 'resolutionDueAt'>,
): Running[] {
  if (ticket.category !== 'open') return [];
  const { respondedAt, responseDueAt, resolutionDueAt } = ticket;
  return [
    ...(responseDueAt && !respondedAt
      ? [{ target: 'response' as const, dueAt: responseDueAt }]
      : []),
    ...(resolutionDueAt ? [{ target: 'resolution' as const, dueAt: resolutionDueAt }] : []),
  ];
}

/** When the next of the promises becomes "soon" or "over", after `since` if that is given. */
export function lookAfter(
  running: readonly Running[],
  soonMinutes: number,
  since?: Date,
): Date | null {
  const moments = running.flatMap(({ dueAt }) => [
    new Date(dueAt.getTime() - asMilliseconds(soonMinutes)),
    dueAt,
  ]);
  return earliest(since ? moments.filter((moment) => moment > since) : moments);
}

/** The pauses once the ticket is in its category: one begins or ends now. */
function pausesNow({ category, resolvedAt, pauses }: DueFacts, now: Date): DuePause[] {
  const last = pauses.at(-1);
  const paused = last !== undefined && last.to === null;
  if (category === 'open') {
    return paused ? [...pauses.slice(0, -1), { ...last, to: now.toISOString() }] : [...pauses];
  }
  return paused ? [...pauses] : [...pauses, { from: (resolvedAt ?? now).toISOString(), to: null }];
}

function reach(
  clock: Target['clock'],
  calendar: Calendar,
  { openedAt, minutes, duePauses }: { openedAt: Date; minutes: number; duePauses: DuePause[] },
): Date | null {
  const { add, between } = clock === 'business' ? inHoursOf(calendar) : aroundTheClock;
  let [at, left] = [openedAt, minutes];
  for (const { from, to } of duePauses) {
    const passed = between(at, new Date(from));
    if (passed >= left || to === null) break;
    left -= passed;
    at = new Date(Math.max(at.getTime(), Date.parse(to)));
  }
  return add(at, left) ?? null;
}

const inHoursOf = (calendar: Calendar) => ({
  add: (from: Date, count: number) => addBusinessMinutes(calendar, from, count),
  between: (from: Date, to: Date) => businessMinutesBetween(calendar, from, to),
});

const aroundTheClock = {
  add: (from: Date, count: number) => new Date(from.getTime() + asMilliseconds(count)),
  between: (from: Date, to: Date) => Math.max(0, to.getTime() - from.getTime()) / asMilliseconds(1),
};

function earliest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((first, time) => (first && first <= time ? first : time), null);
}
