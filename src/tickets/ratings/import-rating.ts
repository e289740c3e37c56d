import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { days, hours } from '@/platform/clock';
import { newToken, tokenHash } from '@/platform/crypto';
import { newId } from '@/platform/ids';
import type { RatingScore } from './rating-view';
import { ticketRatings } from './tables';

/** What a requester once said of a ticket, as it comes from a demo. */
export interface PastRating {
  ticketId: string;
  score: RatingScore;
  comment: string;
  at: Date;
}

/** Writes a rating of the past: nobody is asked or told, and no link leads to it. */
export async function importRating(scope: Scope<System>, past: PastRating): Promise<void> {
  const { ticketId, score, comment, at } = past;
  await inTransaction(scope, async (tx) => {
    await tx.insert(ticketRatings).values({
      ...{ tenantId: scope.tenant.id, id: newId(at.getTime()), ticketId, score, comment },
      tokenHash: tokenHash(newToken()),
      askedAt: new Date(at.getTime() - hours(2)),
      expiresAt: new Date(at.getTime() + days(30)),
      ratedAt: at,
    });
    await record(tx, scope, 'ticket.rated', ticketId, { after: { score } });
  });
}
