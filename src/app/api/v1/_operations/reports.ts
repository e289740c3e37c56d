import 'server-only';
import { z } from 'zod';
import { readReportRows } from '@/tickets/reports/read-report-rows';
import { readTicketReport } from '@/tickets/reports/read-ticket-report';
import { ReportInput, reportUnits } from '@/tickets/reports/report-period';
import type { ReportRow, TicketReport } from '@/tickets/reports/report-view';
import { operation } from '../_door/operation';

const Period = z.object({
  from: z.iso.date().describe('The first day'),
  to: z.iso.date().describe('The last day'),
  unit: z.enum(reportUnits),
});
const minutes = z.int().nullable();
const figures = {
  opened: z.int(),
  solved: z.int().describe('Solved then, and still'),
  backlog: z.int().describe('Not solved at the end'),
  firstResponse: minutes.describe('Half of the first answers came within so many minutes'),
  firstResponseMost: minutes.describe('And nine of ten'),
  resolution: minutes.describe('Half of the solved tickets took so many minutes at most'),
  resolutionMost: minutes.describe('And nine of ten'),
  rated: z.int().describe('Answers to the survey'),
  satisfied: z.int().describe('Those with four or five stars'),
  deflected: z.int().describe('Tickets that were not opened because an article had the answer'),
};
const Report = z
  .object({
    period: Period,
    totals: z.object(figures),
    buckets: z.array(z.object({ start: z.iso.date(), ...figures })),
  })
  .meta({ id: 'TicketReport' }) satisfies z.ZodType<TicketReport>;

const { opened, solved, firstResponse, resolution, rated, satisfied } = figures;
const open = z.int().describe('Not solved now');
const Row = z
  .object({
    ...{ id: z.uuid(), name: z.string(), opened, solved, open },
    ...{ firstResponse, resolution, rated, satisfied },
  })
  .meta({ id: 'ReportRow' }) satisfies z.ZodType<ReportRow>;
const Rows = z.object({ period: Period, data: z.array(Row) });

const shared = {
  method: 'GET',
  scope: 'reports:read',
  query: ReportInput,
  status: 200,
} as const;
const described =
  'Days are those of the tenant’s time zone. `range` is `7d`, `30d` (unless said otherwise), `90d`, `12m`, or `custom` with `from` and `to`. Spans are minutes by the clock.';

export const readTicketReportOperation = operation({
  ...shared,
  path: '/reports/tickets',
  summary: 'Read how the desk was doing, by day, week or month',
  description: described,
  answer: Report,
  run: (scope, { query }) => readTicketReport(scope, query),
});

export const readCompanyReportOperation = operation({
  ...shared,
  path: '/reports/companies',
  summary: 'Read the same by company, the busiest first',
  description: described,
  answer: Rows,
  run: async (scope, { query }) => shown(await readReportRows(scope, 'companies', query)),
});

export const readTechnicianReportOperation = operation({
  ...shared,
  path: '/reports/technicians',
  summary: 'Read the same by the technician whose tickets they are',
  description: described,
  answer: Rows,
  run: async (scope, { query }) => shown(await readReportRows(scope, 'technicians', query)),
});

const shown = ({ period, rows }: Awaited<ReturnType<typeof readReportRows>>) => ({
  period,
  data: rows,
});
