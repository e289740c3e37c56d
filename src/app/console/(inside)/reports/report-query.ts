import { ReportInput, type ReportRange } from '@/tickets/reports/report-period';
import { queryText } from '../_lists/query-text';

type Asked = Record<string, string | string[] | undefined>;

/** What the page's address says, for its own links, and the same as a report takes it. */
export function reportQuery(query: Asked) {
  const texts = {
    range: queryText(query.range),
    unit: queryText(query.unit),
    from: queryText(query.from),
    to: queryText(query.to),
    companyId: queryText(query.companyId),
    technicianId: queryText(query.technicianId),
  };
  // A span that is not chosen yet, or makes no sense, is the usual one.
  const all = ReportInput.safeParse(texts);
  const without = ReportInput.safeParse({
    ...texts,
    range: undefined,
    from: undefined,
    to: undefined,
  });
  const wanted = all.success ? all.data : without.success ? without.data : ReportInput.parse({});
  return { texts, wanted };
}

/** Keys of the words for a range; the usual one has none in the address. */
export const rangeWords = {
  '7d': 'console.reports.range.week',
  '30d': 'console.reports.range.month',
  '90d': 'console.reports.range.quarter',
  '12m': 'console.reports.range.year',
  custom: 'console.reports.range.custom',
} as const satisfies Record<ReportRange, string>;
