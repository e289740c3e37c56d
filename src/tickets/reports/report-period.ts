import { z } from 'zod';
import type { TenantIdentity } from '@/access/scope';
import { clock, days } from '@/platform/clock';

export const reportRanges = ['7d', '30d', '90d', '12m', 'custom'] as const;
export type ReportRange = (typeof reportRanges)[number];
export const reportUnits = ['day', 'week', 'month'] as const;
export type ReportUnit = (typeof reportUnits)[number];

/** More than that no chart shows. */
export const mostDays = 1_100;
const mostBars = 120;

/** `2026-03-29`: a day that there is. */
const day = z.iso.date().refine((text) => text >= '0001', { message: 'fields.invalid' });

export const ReportInput = z
  .object({
    range: z.enum(reportRanges).default('30d'),
    /** Of `custom`, both included, in the tenant's time zone. */
    from: day.optional(),
    to: day.optional(),
    /** What one bar stands for; left out: what fits the range. */
    unit: z.enum(reportUnits).optional(),
    companyId: z.uuid().toLowerCase().optional(),
    technicianId: z.uuid().toLowerCase().optional(),
  })
  .refine(({ range, from, to }) => range !== 'custom' || (from && to), {
    path: ['from'],
    message: 'fields.required',
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'fields.invalid',
  })
  .refine(({ from, to }) => !from || !to || daysBetween(from, to) < mostDays, {
    path: ['from'],
    message: 'fields.invalid',
  });

/** Which days a report is about, both included, and in which pieces it shows them. */
export interface ReportPeriod {
  from: string;
  to: string;
  unit: ReportUnit;
}

/**
 * The days of a range in the tenant's time zone, up to today. Twelve months begin with the first of
 * one. A unit of which there would be too many to look at gives way to the next larger one.
 */
export function reportPeriod(
  { timeZone }: Pick<TenantIdentity, 'timeZone'>,
  { range, from, to, unit }: z.output<typeof ReportInput>,
): ReportPeriod {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(clock.now());
  const period =
    range === 'custom' ? { from: from!, to: to! } : { from: beginOf(range, today), to: today };
  const count = daysBetween(period.from, period.to) + 1;
  const fitting = reportUnits.filter((one) => count / daysOf[one] <= mostBars);
  const wished = unit ?? (count <= 31 ? 'day' : count <= 186 ? 'week' : 'month');
  return { ...period, unit: fitting.includes(wished) ? wished : fitting[0]! };
}

const daysOf = { day: 1, week: 7, month: 30 } satisfies Record<ReportUnit, number>;

function beginOf(range: Exclude<ReportRange, 'custom'>, today: string): string {
  if (range === '12m') {
    const [year, month] = today.split('-').map(Number) as [number, number];
    return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10);
  }
  const count = { '7d': 7, '30d': 30, '90d': 90 }[range];
  return new Date(Date.parse(today) - days(count - 1)).toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / days(1));
}
