import 'server-only';
import type { ReportPeriod } from '@/tickets/reports/report-period';
import { formatSpan } from '@/ui/format-span';

/** Says the values of a report in the reader's language. */
export function sayReport(language: string, { unit }: Pick<ReportPeriod, 'unit'>) {
  const count = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const day = new Intl.DateTimeFormat(language, {
    ...{ timeZone: 'UTC', month: 'short' },
    ...(unit === 'month' ? { year: 'numeric' } : { day: 'numeric' }),
  });
  const whole = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'medium' });
  return {
    count: (value: number) => count.format(value),
    span: (minutes: number) => formatSpan(minutes, language),
    /** A span, or a dash where there is none. */
    spanOrNone: (minutes: number | null) =>
      minutes === null ? '–' : formatSpan(minutes, language),
    share: (part: number, of: number) => (of === 0 ? '–' : percent.format(part / of)),
    /** The day, week or month that begins with this one. */
    step: (start: string) => day.format(new Date(start)),
    day: (one: string) => whole.format(new Date(one)),
  };
}

export type SayReport = ReturnType<typeof sayReport>;
