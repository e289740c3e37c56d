import 'server-only';
import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { contactReaders } from '@/people/mail-readers';
import { contacts } from '@/people/tables';
import { clock, days } from '@/platform/clock';
import { tokenHash } from '@/platform/crypto';
import { notFound, Refusal } from '@/platform/errors';
import { announceChange } from '@/tickets/announce-change';
import { ticketStatuses, tickets } from '@/tickets/tables';
import { tellOfBadRating } from '@/tickets/tell-people';
import { isBad, type RatingScore, ratingScores } from './rating-view';
import { ticketRatings } from './tables';

/** So long after the first answer it can be changed. */
const changeableFor = days(7);

export const RateTicket = z.object({
  token: z.string().min(1).max(200),
  score: z.coerce.number().pipe(z.literal(ratingScores, { message: 'fields.score' })),
  comment: z
    .string()
    .max(2_000)
    .transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())
    .default(''),
});

type Visitor = Pick<Scope, 'tenant' | 'language' | 'settings' | 'address'>;

export interface RatingRequest {
  number: number;
  title: string;
  score: RatingScore | null;
  comment: string;
  /** False: it was given some time ago and stays as it is. */
  canChange: boolean;
}

/** For the page of the link. Looking answers nothing: programs that scan mails look too. */
export async function readRatingRequest(visitor: Visitor, token: string): Promise<RatingRequest> {
  return inReadTransaction(visitor, async (tx) => {
    const { ticket, rating } = await findRating(tx, visitor, token);
    const { number, title } = ticket;
    const score = rating.score as RatingScore | null;
    return { number, title, score, comment: rating.comment, canChange: isChangeable(rating) };
  });
}

/**
 * Keeps what the requester says of a ticket; within seven days they may change it. Whoever holds
 * the link of their mail answers for them. An unknown or expired link, one of another tenant, and
 * one to a ticket that the portal hides from its requester are not found (404); later changes are
 * refused (409).
 */
export async function rateTicket(
  visitor: Visitor,
  input: z.input<typeof RateTicket>,
): Promise<void> {
  const { token, score, comment } = RateTicket.parse(input);
  await inTransaction(visitor, async (tx) => {
    await lockRating(tx, visitor, token);
    const { ticket, rating, contact } = await findRating(tx, visitor, token);
    const now = clock.now();
    const since = new Date(now.getTime() - changeableFor);
    const [saved] = await tx
      .update(ticketRatings)
      .set({ score, comment, ratedAt: rating.ratedAt ?? now })
      .where(
        and(
          eq(ticketRatings.tenantId, visitor.tenant.id),
          eq(ticketRatings.id, rating.id),
          or(isNull(ticketRatings.ratedAt), gt(ticketRatings.ratedAt, since)),
        ),
      )
      .returning({ id: ticketRatings.id });
    if (!saved) throw new Refusal('tickets.ratingFinal');
    const scope: Scope<Contact> = { ...visitor, actor: contact };
    const wasBad = rating.score !== null && isBad(rating.score);
    if (isBad(score) && !wasBad) {
      await tellOfBadRating(tx, scope, ticket, { requester: contact.name, score, comment });
    }
    await announceChange(tx, scope, { ...ticket, portalVisible: false }, 'changed');
    await record(tx, scope, 'ticket.rated', ticket.id, {
      before: { score: rating.score },
      after: { score },
    });
  });
}

function isChangeable({ ratedAt }: { ratedAt: Date | null }): boolean {
  return !ratedAt || ratedAt.getTime() + changeableFor > clock.now().getTime();
}

/** Sent twice at once, the second sees what the first said: a bad score is told once. */
async function lockRating(tx: Tx, { tenant }: Visitor, token: string): Promise<void> {
  await tx
    .select({ id: ticketRatings.id })
    .from(ticketRatings)
    .where(
      and(eq(ticketRatings.tenantId, tenant.id), eq(ticketRatings.tokenHash, tokenHash(token))),
    )
    .for('update');
}

/** The request of a token, with its ticket and whose it is. */
async function findRating(tx: Tx, visitor: Visitor, token: string) {
  const tenantId = visitor.tenant.id;
  const [found] = await tx
    .select({
      rating: ticketRatings,
      id: tickets.id,
      number: tickets.number,
      title: tickets.title,
      companyId: tickets.companyId,
      assigneeId: tickets.assigneeId,
      requesterId: tickets.requesterId,
      requester: contacts.name,
    })
    .from(ticketRatings)
    .innerJoin(tickets, and(eq(tickets.tenantId, tenantId), eq(tickets.id, ticketRatings.ticketId)))
    .innerJoin(
      ticketStatuses,
      and(eq(ticketStatuses.tenantId, tenantId), eq(ticketStatuses.id, tickets.statusId)),
    )
    .innerJoin(contacts, and(eq(contacts.tenantId, tenantId), eq(contacts.id, tickets.requesterId)))
    .where(
      and(
        eq(ticketRatings.tenantId, tenantId),
        eq(ticketRatings.tokenHash, tokenHash(token)),
        gt(ticketRatings.expiresAt, clock.now()),
        eq(ticketStatuses.portalVisible, true),
      ),
    );
  if (!found) throw notFound();
  const { rating, requester, ...ticket } = found;
  const contact = contactOf(ticket, requester);
  // Who was disabled or lost the section since: what they can't see can't be rated either.
  const readers = await contactReaders(tx, { ...visitor, actor: contact }, 'ticketing', [
    contact.id,
  ]);
  if (readers.length === 0) throw notFound();
  return { rating, contact, ticket: { ...ticket, ccIds: [], portalVisible: true } };
}

/** Who is meant in the audit log: they hold their mail, but have not signed in. */
function contactOf(ticket: { requesterId: string; companyId: string }, name: string): Contact {
  return {
    kind: 'contact',
    id: ticket.requesterId,
    name,
    companyId: ticket.companyId,
    companyName: '',
    isPrimary: false,
    sections: [],
    sessionId: '',
  };
}
