import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { closedByMerge } from '@/tickets/closed-by-merge';
import { reportsCan } from './policy';
import { ReportInput, type ReportPeriod, reportPeriod } from './report-period';
import type { ReportBucket, ReportFigures, TicketReport } from './report-view';

/**
 * How the desk was doing, bar by bar and in all: days, weeks (from Monday) or months of the
 * tenant's time zone. What is counted stands where it happened: an answer when it was given, a
 * solution when the ticket was solved (one that was opened again is not solved). Tickets that were
 * merged into another one count there alone, what people said of them stays. One statement.
 * Refuses contacts (403).
 */
export async function readTicketReport(
  scope: Scope<Staff>,
  input: z.input<typeof ReportInput> = {},
): Promise<TicketReport> {
  refuseUnlessPermitted(reportsCan.read(scope));
  const wanted = ReportInput.parse(input);
  const period = reportPeriod(scope.tenant, wanted);
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(statement(scope, period, wanted)),
  );
  const buckets = rows.filter(({ start }) => start !== null).map(bucketOf);
  const all = bucketOf(rows.find(({ start }) => start === null)!);
  const { start: _, backlog: __, ...totals } = all;
  return {
    period,
    totals: { ...totals, backlog: buckets.at(-1)?.backlog ?? 0 },
    buckets,
  };
}

type Narrowing = Pick<z.output<typeof ReportInput>, 'companyId' | 'technicianId'>;

/** Which tickets `t` a report is about. */
export function reportedTickets({ tenant }: Scope, { companyId, technicianId }: Narrowing): SQL {
  const conditions = [
    sql`t.tenant_id = ${tenant.id}`,
    ...(companyId ? [sql`t.company_id = ${companyId}`] : []),
    ...(technicianId ? [sql`t.assignee_id = ${technicianId}`] : []),
  ];
  return sql.join(conditions, sql` and `);
}

/**
 * Of those the ones that count by themselves: what was closed by being merged into another ticket,
 * and has not been opened again, goes on there and is counted there alone.
 */
export function countedTickets(scope: Scope, wanted: Narrowing): SQL {
  return sql`${reportedTickets(scope, wanted)} and not exists (
    select from ticket_messages m where m.tenant_id = ${scope.tenant.id}
      and m.ticket_id = t.id and ${closedByMerge(sql`t.closed_at`)})`;
}

/** The instants between which the period lies. */
export function spanOf({ tenant }: Scope, { from, to }: ReportPeriod) {
  const { timeZone } = tenant;
  return {
    begin: sql`(${from}::date::timestamp at time zone ${timeZone})`,
    end: sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`,
  };
}

/** Minutes between two times, as a percentile of a group. */
export const spanWithin = (share: number, from: SQL, to: SQL, which: SQL) =>
  sql`(percentile_cont(${share}::float8) within group (
    order by extract(epoch from ${to} - ${from}) / 60) filter (where ${which}))`;

/**
 * Every ticket is read once and says up to three things: opened, answered, solved. Grouping sets
 * give the bars and the whole in one go, percentiles included.
 */
function statement(scope: Scope, period: ReportPeriod, wanted: Narrowing): SQL {
  const { tenant } = scope;
  const { begin, end } = spanOf(scope, period);
  const start = (at: SQL) => sql`greatest(
    date_trunc(${period.unit}::text, ${at} at time zone ${tenant.timeZone})::date, ${period.from}::date)`;
  const within = (at: SQL) => sql`${at} >= ${begin} and ${at} < ${end}`;
  const span = (what: string, share: number) =>
    spanWithin(share, sql`e.since`, sql`e.at`, sql`e.what = ${what}`);
  const counted = (what: string) => sql`count(*) filter (where e.what = ${what})::int`;
  return sql`
    with told as materialized (
      select t.created_at, t.first_responded_at, t.resolved_at from tickets t
      where ${countedTickets(scope, wanted)} and t.created_at < ${end}),
    events as (
      select 'opened' as what, created_at as at, null::timestamptz as since, null::int as score
        from told where ${within(sql`created_at`)}
      union all
      select 'answered', first_responded_at, created_at, null
        from told where ${within(sql`first_responded_at`)}
      union all
      select 'solved', resolved_at, created_at, null from told where ${within(sql`resolved_at`)}
      union all
      select 'rated', r.rated_at, null, r.score from ticket_ratings r
        join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id
        where r.tenant_id = ${tenant.id} and ${within(sql`r.rated_at`)}
          and ${reportedTickets(scope, wanted)}
      union all
      ${deflections(scope, period, wanted)}),
    dated as (select e.*, ${start(sql`e.at`)} as start from events e),
    counted as (
      select e.start, grouping(e.start) as whole,
        ${counted('opened')} as opened, ${counted('solved')} as solved,
        ${span('answered', 0.5)} as first_response, ${span('answered', 0.9)} as first_response_most,
        ${span('solved', 0.5)} as resolution, ${span('solved', 0.9)} as resolution_most,
        ${counted('rated')} as rated,
        count(*) filter (where e.what = 'rated' and e.score >= 4)::int as satisfied,
        ${counted('deflected')} as deflected
      from dated e group by grouping sets ((e.start), ())),
    bars as (
      select distinct ${start(sql`(d at time zone ${tenant.timeZone})`)} as start
      from generate_series(${period.from}::date::timestamp, ${period.to}::date::timestamp, '1 day') d
      union all select null),
    before as (
      select (count(*) filter (where created_at < ${begin})
        - count(*) filter (where resolved_at < ${begin}))::int as waiting from told)
    select b.start::text as start, c.opened, c.solved, c.first_response, c.first_response_most,
      c.resolution, c.resolution_most, c.rated, c.satisfied, c.deflected, before.waiting
        + (sum(coalesce(c.opened, 0) - coalesce(c.solved, 0))
          filter (where b.start is not null) over (order by b.start))::int as backlog
    from bars b cross join before
    left join counted c on c.start is not distinct from b.start
      and c.whole = (case when b.start is null then 1 else 0 end)
    order by b.start nulls last`;
}

/** By who would have opened them; no technician has a share in them. */
function deflections(scope: Scope, period: ReportPeriod, wanted: Narrowing): SQL {
  const { tenant } = scope;
  const { from, to } = period;
  const { begin, end } = spanOf(scope, period);
  const ofCompany = wanted.companyId ? sql`and c.company_id = ${wanted.companyId}` : sql``;
  const ofNobody = wanted.technicianId ? sql`and false` : sql``;
  // Their own day is that of Greenwich: the index finds by it, the time says on which day of ours.
  return sql`select 'deflected', d.created_at, null, null
    from article_deflections d
    join contacts c on c.tenant_id = d.tenant_id and c.id = d.contact_id
    where d.tenant_id = ${tenant.id} and d.day between ${from}::date - 1 and ${to}::date + 1
      and d.created_at >= ${begin} and d.created_at < ${end}
      ${ofCompany} ${ofNobody}`;
}

interface Row extends Record<string, unknown> {
  start: string | null;
  opened: number | null;
  solved: number | null;
  first_response: number | null;
  first_response_most: number | null;
  resolution: number | null;
  resolution_most: number | null;
  rated: number | null;
  satisfied: number | null;
  deflected: number | null;
  backlog: number | null;
}

function bucketOf(row: Row): ReportBucket {
  return { start: row.start ?? '', backlog: row.backlog ?? 0, ...figuresOf(row) };
}

function figuresOf(row: Row): ReportFigures {
  return {
    opened: row.opened ?? 0,
    solved: row.solved ?? 0,
    firstResponse: minutesOf(row.first_response),
    firstResponseMost: minutesOf(row.first_response_most),
    resolution: minutesOf(row.resolution),
    resolutionMost: minutesOf(row.resolution_most),
    rated: row.rated ?? 0,
    satisfied: row.satisfied ?? 0,
    deflected: row.deflected ?? 0,
  };
}

/** Whole minutes; what was answered as it was opened took none. */
export const minutesOf = (value: number | null) =>
  value === null ? null : Math.max(0, Math.round(Number(value)));
