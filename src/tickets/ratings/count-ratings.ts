import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { clock, days } from '@/platform/clock';
import { requireTicketing } from '@/tickets/visible-tickets';

export interface RatingCounts {
  days: 30 | 90;
  /** Mails that asked, answers to any, and those of the answers that were good. */
  asked: number;
  rated: number;
  satisfied: number;
}

/** How satisfied contacts were in the last 30 and 90 days. */
export async function countRatings(scope: Scope<Staff>): Promise<[RatingCounts, RatingCounts]> {
  requireTicketing(scope, 'read');
  const { id } = scope.tenant;
  const since = (count: number) =>
    sql`${new Date(clock.now().getTime() - days(count)).toISOString()}::timestamptz`;
  const counted = (count: number) => sql`json_build_object(
    'asked', (select count(*) from ticket_ratings r where r.tenant_id = ${id}
      and r.asked_at > ${since(count)}),
    'rated', (select count(*) from ticket_ratings r where r.tenant_id = ${id}
      and r.rated_at > ${since(count)}),
    'satisfied', (select count(*) from ticket_ratings r where r.tenant_id = ${id}
      and r.rated_at > ${since(count)} and r.score >= 4))`;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ month: Omit<RatingCounts, 'days'>; quarter: Omit<RatingCounts, 'days'> }>(
      sql`select ${counted(30)} as month, ${counted(90)} as quarter`,
    ),
  );
  const { month, quarter } = rows[0]!;
  return [
    { days: 30, ...month },
    { days: 90, ...quarter },
  ];
}
