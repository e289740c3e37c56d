import 'server-only';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import type { ReadFile } from '@/notifications/inbound/inbound-mail';
import { inboundMails } from '@/notifications/inbound/tables';
import { clock, hours, minutes } from '@/platform/clock';
import { titleOf } from './title-of';

/** Accepted mails of one address in an hour: nobody writes more, machines do. */
const mostAnHour = 60;
/** The same about one ticket in a few minutes: two machines that answer each other are quicker. */
const mostOfTicket = { mails: 10, within: minutes(10) };
/** How long the same words of the same sender count as a machine's. */
const repeatsWithin = hours(1);

/** Characters kept beside what a mail became, which has its words. */
export const keptOfAccepted = 1000;

/** An address's mails are read one after the other: two at once would not count each other. */
export async function turnOfSender(
  tx: Tx,
  scope: Scope,
  { fromAddress }: { fromAddress: string },
): Promise<void> {
  await takeTurn(tx, `mails:${scope.tenant.id}:${fromAddress}`);
}

/** Whether an address has sent so much, about this ticket or at all, that a person should look first. */
export async function sentTooMany(
  tx: Tx,
  scope: Scope,
  mail: { fromAddress: string; ticketId: string | null },
): Promise<boolean> {
  const recent = new Date(clock.now().getTime() - mostOfTicket.within);
  const [row] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      ofTicket: sql<number>`count(*) filter (where ${inboundMails.ticketId} = ${mail.ticketId}
        and ${gt(inboundMails.receivedAt, recent)})::int`,
    })
    .from(inboundMails)
    .where(acceptedSince(scope, mail.fromAddress, hours(1)));
  return (row?.count ?? 0) >= mostAnHour || (row?.ofTicket ?? 0) >= mostOfTicket.mails;
}

/**
 * Whether the same sender wrote the very same, subject and words, a short while ago: an answering
 * machine that says nothing of itself. It ends what two of them would go on with. People who send
 * one file after the other write the same with each: what brings a file never counts, nor does the
 * same answer on another ticket.
 */
export async function repeatsItself(
  tx: Tx,
  scope: Scope,
  mail: { fromAddress: string; subject: string; excerpt: string },
  { files, ticketId }: { files: readonly Pick<ReadFile, 'contentId'>[]; ticketId: string | null },
): Promise<boolean> {
  if (files.some(({ contentId }) => contentId === null)) return false;
  const rows = await tx
    .select({ subject: inboundMails.subject })
    .from(inboundMails)
    .where(
      and(
        acceptedSince(scope, mail.fromAddress, repeatsWithin),
        eq(inboundMails.excerpt, mail.excerpt.slice(0, keptOfAccepted)),
        ticketId === null ? undefined : eq(inboundMails.ticketId, ticketId),
      ),
    )
    .limit(mostAnHour);
  return rows.some(({ subject }) => withOneRe(subject) === withOneRe(mail.subject));
}

/** Two machines that answer each other put one “Re:” after the other before the subject. */
function withOneRe(subject: string): string {
  const bare = titleOf(subject, '');
  return bare === subject.trim() ? bare : `Re: ${bare}`;
}

const acceptedSince = (scope: Scope, address: string, within: number) =>
  and(
    eq(inboundMails.tenantId, scope.tenant.id),
    eq(inboundMails.fromAddress, address),
    eq(inboundMails.state, 'accepted'),
    gt(inboundMails.receivedAt, new Date(clock.now().getTime() - within)),
  );
