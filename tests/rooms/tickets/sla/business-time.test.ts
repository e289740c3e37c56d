import { describe, expect, it } from 'vitest';
import {
  addBusinessMinutes,
  businessMinutesBetween,
  type Calendar,
} from '@/tickets/sla/business-time';
import type { WeekHours } from '@/tickets/sla/service-level-shapes';

const minute = 60_000;
const clockTime = (text: string) => {
  const [hour, rest] = text.split(':').map(Number);
  return hour! * 60 + rest!;
};
/** `09:00-12:00 13:00-17:00` */
const spans = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((span) => {
      const [from, to] = span.split('-').map(clockTime);
      return { from: from!, to: to! };
    });
const week = (workdays: string, saturday = '', sunday = ''): WeekHours =>
  [...Array(5).fill(workdays), saturday, sunday].map(spans);
const berlin = (hours = week('09:00-17:00'), holidays: Calendar['holidays'] = []): Calendar => ({
  timeZone: 'Europe/Berlin',
  hours,
  holidays,
});
const around = week('00:00-24:00', '00:00-24:00', '00:00-24:00');
const at = (text: string) => new Date(text);
const adds = (calendar: Calendar, from: string, minutes: number) =>
  addBusinessMinutes(calendar, at(from), minutes)?.toISOString();

describe('addBusinessMinutes', () => {
  it('counts hours of work only, and ends with a day rather than begin the next', () => {
    expect(adds(berlin(), '2026-11-27T15:00:00Z', 30)).toBe('2026-11-27T15:30:00.000Z');
    expect(adds(berlin(), '2026-11-27T15:00:00Z', 60)).toBe('2026-11-27T16:00:00.000Z');
    // Friday 16:00 and two hours: Monday 10:00.
    expect(adds(berlin(), '2026-11-27T15:00:00Z', 120)).toBe('2026-11-30T09:00:00.000Z');
    expect(adds(berlin(), '2026-11-28T12:34:56Z', 1)).toBe('2026-11-30T08:01:00.000Z');
  });

  it('takes a break at noon, spans past midnight, and ones that overlap once', () => {
    const split = berlin(week('13:00-17:00 09:00-12:00'));
    expect(adds(split, '2026-11-26T10:30:00Z', 60)).toBe('2026-11-26T12:30:00.000Z');
    const night = berlin(week('22:00-06:00'));
    expect(adds(night, '2026-11-26T12:00:00Z', 180)).toBe('2026-11-27T00:00:00.000Z');
    // The night of Friday ends on Saturday at 06:00; the next begins on Monday at 22:00.
    expect(adds(night, '2026-11-27T22:00:00Z', 421)).toBe('2026-11-30T21:01:00.000Z');
    const twice = berlin(week('09:00-12:00 11:00-13:00'));
    expect(businessMinutesBetween(twice, at('2026-11-26T00:00Z'), at('2026-11-27T00:00Z'))).toBe(
      240,
    );
    const open = berlin(week('09:00-24:00'));
    expect(adds(open, '2026-11-26T22:30:00Z', 30)).toBe('2026-11-26T23:00:00.000Z');
  });

  it('skips holidays, those of one year and those of every year', () => {
    const holidays = [
      { date: '2026-11-30', yearly: false },
      { date: '2020-12-25', yearly: true },
    ];
    const calendar = berlin(week('09:00-17:00'), holidays);
    expect(adds(calendar, '2026-11-27T15:00:00Z', 120)).toBe('2026-12-01T09:00:00.000Z');
    expect(adds(calendar, '2026-12-24T15:30:00Z', 60)).toBe('2026-12-28T08:30:00.000Z');
    expect(adds(calendar, '2027-11-29T12:00:00Z', 480)).toBe('2027-11-30T12:00:00.000Z');
  });

  it('lives through both changes of the clocks', () => {
    const nights = berlin(week('00:00-06:00', '00:00-06:00', '00:00-06:00'));
    const of = (day: string, next: string) =>
      businessMinutesBetween(nights, at(`${day}T12:00:00Z`), at(`${next}T12:00:00Z`));
    expect(of('2026-03-27', '2026-03-28')).toBe(360);
    expect(of('2026-03-28', '2026-03-29')).toBe(300);
    expect(of('2026-10-24', '2026-10-25')).toBe(420);
    const calendar = berlin(around);
    expect(adds(calendar, '2026-03-28T12:00:00Z', 1_440)).toBe('2026-03-29T12:00:00.000Z');
    expect(adds(calendar, '2026-10-24T12:00:00Z', 1_440)).toBe('2026-10-25T12:00:00.000Z');
    // At nine on the wall, on either side.
    expect(adds(berlin(), '2026-03-27T15:59:00Z', 2)).toBe('2026-03-30T07:01:00.000Z');
    expect(adds(berlin(), '2026-10-23T14:59:00Z', 2)).toBe('2026-10-26T08:01:00.000Z');
  });

  it('knows zones whose clocks change at midnight, and by half an hour', () => {
    // Santiago skips 00:00 to 01:00 on 6 September 2026.
    const santiago = { timeZone: 'America/Santiago', hours: around, holidays: [] };
    const nights = { ...santiago, hours: week('', '', '00:00-02:00') };
    expect(
      businessMinutesBetween(nights, at('2026-09-06T00:00:00Z'), at('2026-09-07T00:00:00Z')),
    ).toBe(60);
    expect(adds(santiago, '2026-09-05T12:00:00Z', 1_440)).toBe('2026-09-06T12:00:00.000Z');
    // Lord Howe gets half an hour of 4 April 2027 again.
    const howe = { timeZone: 'Australia/Lord_Howe', hours: week('', '', '01:00-03:00') };
    const hours = businessMinutesBetween(
      { ...howe, holidays: [] },
      at('2027-04-03T00:00:00Z'),
      at('2027-04-05T00:00:00Z'),
    );
    expect(hours).toBe(150);
  });

  it('gives up on what lies years ahead', () => {
    const seldom = berlin(week('', '', '09:00-10:00'));
    expect(adds(seldom, '2026-11-27T12:00:00Z', 100_000)).toBeUndefined();
  });
});

describe('against a reference that looks at every minute', () => {
  const random = seeded(20_261_127);
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  ];
  const cases = Array.from({ length: 60 }, (_, at) => {
    const timeZone = zones[at % zones.length]!;
    const hours: WeekHours = Array.from({ length: 7 }, () =>
      Array.from({ length: Math.floor(random() * 3) }, () => ({
        from: Math.floor(random() * 1_440),
        to: Math.floor(random() * 1_441),
      })).filter(({ from, to }) => from !== to),
    );
    hours[at % 7]!.push({ from: 30, to: 210 });
    // Around the changes of clocks, half of them.
    const near = ['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-04'][at % 5]!;
    const start =
      at % 2 ? Date.parse(`${near}T00:00:00Z`) : Date.UTC(2026, Math.floor(random() * 12), 1);
    const from = start + Math.floor(random() * 2_880) * minute;
    const to = from + Math.floor(random() * 5_760) * minute;
    const date = new Date(from + 86_400_000).toISOString().slice(0, 10);
    const holidays = at % 3 ? [] : [{ date, yearly: at % 2 === 0 }];
    return { calendar: { timeZone, hours, holidays }, from: new Date(from), to: new Date(to) };
  });

  it.each(cases)('counts the same from $from to $to in $calendar.timeZone', (one) => {
    const { calendar, from, to } = one;
    const slow = slowMinutes(calendar, from, to);
    expect(businessMinutesBetween(calendar, from, to)).toBe(slow);
    if (slow === 0) return;
    const reached = addBusinessMinutes(calendar, from, slow)!;
    expect(reached.getTime()).toBeLessThanOrEqual(to.getTime());
    expect(businessMinutesBetween(calendar, from, reached)).toBe(slow);
    const part = random() * slow;
    const between = addBusinessMinutes(calendar, from, part)!;
    expect(businessMinutesBetween(calendar, from, between)).toBeCloseTo(part, 3);
  });
});

function slowMinutes({ timeZone, hours, holidays }: Calendar, from: Date, to: Date): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  let count = 0;
  for (let now = from.getTime(); now < to.getTime(); now += minute) {
    const part = Object.fromEntries(format.formatToParts(now).map((p) => [p.type, p.value]));
    const date = `${part.year}-${part.month}-${part.day}`;
    const off = holidays.some((one) =>
      one.yearly ? one.date.slice(5) === date.slice(5) : one.date === date,
    );
    if (off) continue;
    const today = days.indexOf(part.weekday!.replace('.', ''));
    const clock = Number(part.hour) * 60 + Number(part.minute);
    const ofToday = hours[today]!.some((span) =>
      span.to > span.from ? clock >= span.from && clock < span.to : clock >= span.from,
    );
    const ofYesterday = hours[(today + 6) % 7]!.some(
      (span) => span.to <= span.from && clock < span.to,
    );
    if (ofToday || ofYesterday) count++;
  }
  return count;
}

/** The same cases every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
