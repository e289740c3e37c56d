import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import type { HandedMail } from '@/notifications/inbound/inbound-mail';
import { readBounce } from '@/notifications/inbound/read-bounce';
import type { Automatic } from '@/notifications/inbound/recognise-automatic';
import { takeBounce } from '@/notifications/outbound/take-bounce';
import { findMailTicket } from './find-mail-ticket';
import { type InboundRow, lockMail, settleMail } from './settle-mail';

/**
 * Settles a mail that no person wrote: it becomes no reply and no ticket. A bounce is told to the
 * mail of ours that it is about, whose ticket hears of it. Which ticket it answers is kept, for a person who judges otherwise.
 */
export async function settleAutomatic(
  scope: Scope<System>,
  row: InboundRow,
  mail: HandedMail,
  { automatic, seen }: { automatic: Automatic; seen: Partial<InboundRow> },
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    if (!(await lockMail(tx, scope, row.id, ['waiting']))) return;
    if (automatic === 'bounce') {
      await takeBounce(tx, scope, readBounce(mail), { to: row.envelopeTo });
    }
    const ticket = await findMailTicket(tx, scope, mail, { to: row.envelopeTo });
    const held = { ...seen, answersTicketId: ticket?.id ?? null };
    await settleMail(tx, scope, row.id, { ...held, state: 'ignored', reason: automatic });
  });
}
