import 'server-only';
import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { clock, hours } from '@/platform/clock';
import type { MailReader } from '@/tickets/mail-readers';

/** Acknowledgements within an hour to one person: answering machines ask for more. */
const mostAnHour = 2;

/** The readers without those who have just been sent that many confirmations of a ticket. */
export async function notJustAnswered(
  tx: Tx,
  scope: Scope,
  readers: MailReader[],
): Promise<MailReader[]> {
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
