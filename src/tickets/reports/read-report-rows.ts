import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { reportsCan } from './policy';
import {
  countedTickets,
  minutesOf,
  reportedTickets,
  spanOf,
  spanWithin,
} from './read-ticket-report';
import { ReportInput, type ReportPeriod, reportPeriod } from './report-period';
import type { ReportRow } from './report-view';

export const reportSubjects = ['companies', 'technicians'] as const;
export const ReportSubject = z.enum(reportSubjects);

/** What is listed at most; of companies those with the most tickets. */
export const mostRows = 500;

/**
 * The figures of a period by company, or by the technician whose tickets they are: who has neither
 * a ticket in it nor an open one is left out. The busiest first. One statement. Refuses contacts
 * (403).
 */
export async function readReportRows(
  scope: Scope<Staff>,
  by: z.output<typeof ReportSubject>,
  input: z.input<typeof ReportInput> = {},
): Promise<{ period: ReportPeriod; rows: ReportRow[] }> {
  refuseUnlessPermitted(reportsCan.read(scope));
  const wanted = ReportInput.parse(input);
  const period = reportPeriod(scope.tenant, wanted);
  const { tenant } = scope;
  const { begin, end } = spanOf(scope, period);
  const within = (at: SQL) => sql`${at} >= ${begin} and ${at} < ${end}`;
  const whose = by === 'companies' ? sql`company_id` : sql`assignee_id`;
  const table = by === 'companies' ? sql`companies` : sql`technicians`;
  const opened = sql`count(*) filter (where ${within(sql`t.created_at`)})::int`;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(sql`
      with told as (
        select t.${whose} as id, ${opened} as opened,
          count(*) filter (where ${within(sql`t.resolved_at`)})::int as solved,
          count(*) filter (where t.resolved_at is null)::int as open,
          ${spanWithin(0.5, sql`t.created_at`, sql`t.first_responded_at`, within(sql`t.first_responded_at`))}
            as first_response,
          ${spanWithin(0.5, sql`t.created_at`, sql`t.resolved_at`, within(sql`t.resolved_at`))}
            as resolution
        from tickets t where ${countedTickets(scope, wanted)} and t.created_at < ${end}
        group by t.${whose}),
      said as (
        select t.${whose} as id, count(*)::int as rated,
          count(*) filter (where r.score >= 4)::int as satisfied
        from ticket_ratings r
        join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id
        where r.tenant_id = ${tenant.id} and ${within(sql`r.rated_at`)}
          and ${reportedTickets(scope, wanted)}
        group by t.${whose})
      select n.id, n.name, coalesce(told.opened, 0) as opened, coalesce(told.solved, 0) as solved,
        coalesce(told.open, 0) as open, told.first_response, told.resolution,
        coalesce(said.rated, 0) as rated, coalesce(said.satisfied, 0) as satisfied
      from told full join said on said.id = told.id
      join ${table} n on n.tenant_id = ${tenant.id} and n.id = coalesce(told.id, said.id)
      where told.opened > 0 or told.solved > 0 or told.open > 0 or said.rated > 0
      order by opened desc, solved desc, n.name, n.id limit ${mostRows}`),
  );
  return {
    period,
    rows: rows.map(({ first_response, resolution, ...row }) => ({
      ...row,
      firstResponse: minutesOf(first_response),
      resolution: minutesOf(resolution),
    })),
  };
}

interface Row extends Omit<ReportRow, 'firstResponse' | 'resolution'>, Record<string, unknown> {
  first_response: number | null;
  resolution: number | null;
}
