import { stretchesOf } from '@/platform/zone-offset';
import type { Holiday, WeekHours } from './service-level-shapes';

/**
 * When people are at work. An instant counts where the clock on the wall of `timeZone` shows a
 * time within the hours of its day, and that day is no holiday: an hour that clocks skip in
 * spring never counts, one that they show twice in autumn counts twice.
 */
export interface Calendar {
  timeZone: string;
  hours: WeekHours;
  holidays: readonly Pick<Holiday, 'date' | 'yearly'>[];
}

const minute = 60_000;
const day = 1_440 * minute;

/** So far ahead is looked for a time; a promise beyond it is none. */
const horizon = 5 * 366 * day;

/** The minutes of work from one instant to a later one, with their fraction; else 0. */
export function businessMinutesBetween(calendar: Calendar, from: Date, to: Date): number {
  let sum = 0;
  for (const work of workingTimes(calendar, from.getTime(), to.getTime())) {
    sum += work.to - work.from;
  }
  return sum / minute;
}

/**
 * The earliest instant until which so many minutes of work have passed since `from`: the end of a
 * day's work, never the beginning of the next. Undefined where it lies more than five years ahead.
 */
export function addBusinessMinutes(
  calendar: Calendar,
  from: Date,
  minutes: number,
): Date | undefined {
  const start = from.getTime();
  let left = minutes * minute;
  if (left <= 0) return from;
  for (const work of workingTimes(calendar, start, start + horizon)) {
    const length = work.to - work.from;
    if (length >= left) return new Date(work.from + left);
    left -= length;
  }
  return undefined;
}

interface Stretch {
  from: number;
  to: number;
}

/** The stretches of work between two instants, in their order. */
function* workingTimes(calendar: Calendar, from: number, to: number): Generator<Stretch> {
  const week = splitAtMidnight(calendar.hours);
  const isHoliday = holidaysOf(calendar.holidays);
  for (const stretch of stretchesOf(calendar.timeZone, from, to)) {
    // What the clock on the wall shows, as if it were UTC: within a stretch it runs evenly.
    const [wallFrom, wallTo] = [stretch.from + stretch.offset, stretch.to + stretch.offset];
    for (let at = Math.floor(wallFrom / day); at * day < wallTo; at++) {
      if (isHoliday(at)) continue;
      for (const span of week[weekdayOf(at)]!) {
        const begin = Math.max(wallFrom, at * day + span.from * minute);
        const end = Math.min(wallTo, at * day + span.to * minute);
        if (begin < end) yield { from: begin - stretch.offset, to: end - stretch.offset };
      }
    }
  }
}

/** 0 for Monday; the first day of the epoch was a Thursday. */
const weekdayOf = (dayNumber: number) => (((dayNumber + 3) % 7) + 7) % 7;

/** Each day's own part of every span, in order, those that overlap made one. */
function splitAtMidnight(hours: WeekHours): WeekHours {
  const week: WeekHours = hours.map(() => []);
  hours.forEach((spans, at) => {
    for (const { from, to } of spans) {
      if (to > from) week[at]!.push({ from, to });
      else {
        week[at]!.push({ from, to: 1_440 });
        if (to > 0) week[(at + 1) % 7]!.push({ from: 0, to });
      }
    }
  });
  return week.map((spans) => {
    const merged: Stretch[] = [];
    for (const span of spans.toSorted((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
      else merged.push({ ...span });
    }
    return merged;
  });
}

function holidaysOf(holidays: Calendar['holidays']): (dayNumber: number) => boolean {
  const once = new Set(holidays.filter(({ yearly }) => !yearly).map(({ date }) => date));
  const yearly = new Set(
    holidays.filter((holiday) => holiday.yearly).map(({ date }) => date.slice(5)),
  );
  return (dayNumber) => {
    if (once.size + yearly.size === 0) return false;
    const date = new Date(dayNumber * day).toISOString().slice(0, 10);
    return once.has(date) || yearly.has(date.slice(5));
  };
}
