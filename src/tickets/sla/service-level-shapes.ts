import { z } from 'zod';
import { type TicketPriority, ticketPriorities } from '@/tickets/ticket-view';
import { longestTarget, mostSpans } from './level-limits';

/** The shapes of what a tenant promises. */

/** Minutes from midnight, the end not included; an end before the start lies in the next day. */
export interface Span {
  from: number;
  to: number;
}

/** Seven days from Monday on, each with its spans. */
export type WeekHours = Span[][];

export interface Holiday {
  /** `2026-12-25`; of one that comes every year only month and day count. */
  date: string;
  yearly: boolean;
  name: string;
}

export interface Target {
  /** Minutes to the first answer, and to the solution; null: nothing promised. */
  response: number | null;
  resolution: number | null;
  /** Whether the minutes run in business hours only or around the clock. */
  clock: 'business' | 'calendar';
}

export type Targets = Record<TicketPriority, Target>;

const minuteOfDay = z.int({ error: 'fields.halfSpan' }).min(0).max(1_440);

const Span = z.object({ from: minuteOfDay.max(1_439), to: minuteOfDay });

export const WeekHours = z
  .array(z.array(Span).max(mostSpans))
  .length(7)
  .refine((week) => week.every((day) => day.every(({ from, to }) => from !== to)), {
    message: 'fields.emptySpan',
  })
  .refine((week) => minutesOfWeek(week) >= 60, { message: 'fields.emptyWeek' });

export const Holiday = z.object({
  date: z.iso.date({ error: 'fields.holidayDate' }),
  yearly: z.boolean().default(false),
  name: z.string().trim().max(80).default(''),
});

const minutes = z.int().min(1).max(longestTarget).nullable();

const Target = z.object({
  response: minutes,
  resolution: minutes,
  clock: z.enum(['business', 'calendar']),
});

export const Targets = z.object(
  Object.fromEntries(ticketPriorities.map((priority) => [priority, Target])) as Record<
    TicketPriority,
    typeof Target
  >,
);

function minutesOfWeek(week: WeekHours): number {
  const lengths = week.flat().map(({ from, to }) => (to > from ? to : to + 1_440) - from);
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** What a tenant begins with, switched off: the working week of an office. */
export const defaultHours: WeekHours = Array.from({ length: 7 }, (_, day) =>
  day < 5 ? [{ from: 540, to: 1_020 }] : [],
);

export const defaultTargets: Targets = {
  urgent: { response: 60, resolution: 240, clock: 'business' },
  high: { response: 120, resolution: 480, clock: 'business' },
  normal: { response: 240, resolution: 1_440, clock: 'business' },
  low: { response: 480, resolution: 2_400, clock: 'business' },
};
