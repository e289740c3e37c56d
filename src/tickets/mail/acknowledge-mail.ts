import 'server-only';
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { translatorFor } from '@/i18n/translator';
import { outboxMessages } from '@/notifications/tables';
import type { MailReader } from '@/people/mail-readers';
import { clock, hours } from '@/platform/clock';
import { sendAbout } from '@/tickets/send-about';
import type { ToldTicket } from '@/tickets/tell-people';

/** Acknowledgements within an hour to one person: answering machines ask for more. */
const mostAnHour = 2;

/**
 * Answers a mail that opened a ticket: nothing in it is the sender's own, so that nobody sends
 * their words through us, and who got two of them within the hour gets no more (RFC 3834).
 */
export async function acknowledgeMail(
  tx: Tx,
  scope: Scope,
  ticket: Pick<ToldTicket, 'id' | 'number'>,
  readers: MailReader[],
): Promise<void> {
  for (const reader of await notJustAnswered(tx, scope, readers)) {
    const t = await translatorFor(reader.to.language);
    const params = { number: String(ticket.number), title: t('inboundMail.yourMail') };
    await sendAbout(tx, scope, ticket, [reader], () => ({ template: 'ticketOpened', params }));
  }
}

/** The readers without those who have just been sent that many confirmations of a ticket. */
async function notJustAnswered(tx: Tx, scope: Scope, readers: MailReader[]): Promise<MailReader[]> {
  if (readers.length === 0) return readers;
  const rows = await tx
    .select({ about: outboxMessages.about, count: sql<number>`count(*)::int` })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, scope.tenant.id),
        inArray(
          outboxMessages.about,
          readers.map(({ id }) => id),
        ),
        eq(outboxMessages.template, 'ticketOpened'),
        gt(outboxMessages.createdAt, new Date(clock.now().getTime() - hours(1))),
      ),
    )
    .groupBy(outboxMessages.about);
  const answered = new Set(
    rows.filter(({ count }) => count >= mostAnHour).map(({ about }) => about),
  );
  return readers.filter(({ id }) => !answered.has(id));
}
