import 'server-only';
import { z } from 'zod';
import type { Scope, Staff } from '@/access/scope';
import { csvBegin, writeCsv } from '@/platform/write-csv';
import { readReportRows, reportSubjects } from './read-report-rows';
import { readTicketReport } from './read-ticket-report';
import type { ReportInput } from './report-period';

export const reportFiles = ['tickets', ...reportSubjects] as const;
export const ReportFile = z.enum(reportFiles);

/**
 * A report as CSV, with the names of the API and whole minutes; a spreadsheet takes no cell of it
 * for a formula. Refuses contacts (403).
 */
export async function writeReport(
  scope: Scope<Staff>,
  file: z.output<typeof ReportFile>,
  input: z.input<typeof ReportInput>,
): Promise<string> {
  const lines =
    file === 'tickets' ? await barLines(scope, input) : await rowLines(scope, file, input);
  return csvBegin + writeCsv(lines);
}

async function barLines(scope: Scope<Staff>, input: z.input<typeof ReportInput>) {
  const { buckets } = await readTicketReport(scope, input);
  return [
    [
      ...['start', 'opened', 'solved', 'backlog', 'firstResponseMinutes'],
      ...['firstResponseMostMinutes', 'resolutionMinutes', 'resolutionMostMinutes'],
      ...['rated', 'satisfied', 'deflected'],
    ],
    ...buckets.map((one) => [
      ...[one.start, one.opened, one.solved, one.backlog, one.firstResponse],
      ...[one.firstResponseMost, one.resolution, one.resolutionMost],
      ...[one.rated, one.satisfied, one.deflected],
    ]),
  ];
}

async function rowLines(
  scope: Scope<Staff>,
  by: (typeof reportSubjects)[number],
  input: z.input<typeof ReportInput>,
) {
  const { rows } = await readReportRows(scope, by, input);
  return [
    [
      ...['name', 'opened', 'solved', 'open', 'firstResponseMinutes', 'resolutionMinutes'],
      ...['rated', 'satisfied'],
    ],
    ...rows.map((one) => [
      ...[one.name, one.opened, one.solved, one.open, one.firstResponse, one.resolution],
      ...[one.rated, one.satisfied],
    ]),
  ];
}
