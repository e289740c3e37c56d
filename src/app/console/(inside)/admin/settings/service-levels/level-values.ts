import type { Holiday, Target, Targets, WeekHours } from '@/tickets/sla/service-level-shapes';
import type { TicketPriority } from '@/tickets/ticket-view';

/** Service levels as the fields of a form hold them, and back. */
export interface Amount {
  /** As it is typed; blank: nothing promised. */
  count: string;
  unit: 'minutes' | 'hours';
}

export type TargetValues = Record<
  TicketPriority,
  { response: Amount; resolution: Amount; clock: Target['clock'] }
>;

export interface SpanValue {
  /** `09:00`; an end at midnight is `00:00`. */
  from: string;
  to: string;
}

/** The most pressing first. */
export const prioritiesDown = ['urgent', 'high', 'normal', 'low'] as const;

export function targetValues(targets: Targets): TargetValues {
  return ofEach((priority) => {
    const { response, resolution, clock } = targets[priority];
    return { response: amountOf(response), resolution: amountOf(resolution), clock };
  });
}

/** What is no number is sent as it is: the server says what is wrong with it. */
export function targetsOf(values: TargetValues) {
  return ofEach((priority) => {
    const { response, resolution, clock } = values[priority];
    return { response: minutesOf(response), resolution: minutesOf(resolution), clock };
  });
}

function ofEach<T>(make: (priority: TicketPriority) => T): Record<TicketPriority, T> {
  return {
    urgent: make('urgent'),
    high: make('high'),
    normal: make('normal'),
    low: make('low'),
  };
}

function amountOf(minutes: number | null): Amount {
  if (minutes === null) return { count: '', unit: 'hours' };
  if (minutes % 60 === 0) return { count: String(minutes / 60), unit: 'hours' };
  return { count: String(minutes), unit: 'minutes' };
}

function minutesOf({ count, unit }: Amount): number | string | null {
  if (count.trim() === '') return null;
  const amount = Number(count.replace(',', '.'));
  if (!Number.isFinite(amount)) return count;
  return Math.round(amount * (unit === 'hours' ? 60 : 1));
}

export function spanValues(hours: WeekHours): SpanValue[][] {
  return hours.map((day) => day.map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) })));
}

/** Spans that nobody filled in are left out; of half of one the server says what is missing. */
export function hoursOf(values: readonly SpanValue[][]) {
  return values.map((day) =>
    day
      .filter(({ from, to }) => from !== '' || to !== '')
      .map(({ from, to }) => ({
        from: clockTime(from),
        to: clockTime(to) === 0 ? 1_440 : clockTime(to),
      })),
  );
}

/** The same of holidays: one with a name needs its day. */
export function holidaysOf(values: readonly Holiday[]): Holiday[] {
  return values
    .filter(({ date, name }) => date !== '' || name.trim() !== '')
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const two = (count: number) => String(count).padStart(2, '0');
const timeOf = (minute: number) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
const clockTime = (text: string) =>
  text === '' ? null : Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
