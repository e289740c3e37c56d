import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/access/scope';
import { isStaff } from '@/tickets/policy';
import type { RatingScore, RatingView } from './rating-view';

/** What `readTicket` asks for the rating of `tickets t`, in its own statement; contacts get none. */
export function ratingColumn(scope: Scope): SQL {
  if (!isStaff(scope)) return sql`null::json`;
  return sql`(select json_build_object('askedAt', q.asked_at, 'score', q.score,
      'comment', q.comment, 'ratedAt', q.rated_at)
    from ticket_ratings q where q.tenant_id = ${scope.tenant.id} and q.ticket_id = t.id)`;
}

export interface RatingRow {
  askedAt: string;
  score: RatingScore | null;
  comment: string;
  ratedAt: string | null;
}

export function ratingSeen(row: RatingRow | null): RatingView | null {
  if (!row) return null;
  const ratedAt = row.ratedAt === null ? null : new Date(row.ratedAt);
  return { ...row, askedAt: new Date(row.askedAt), ratedAt };
}
