import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import type { HandedMail } from '@/notifications/inbound/inbound-mail';
import { readBounce } from '@/notifications/inbound/read-bounce';
import type { Automatic } from '@/notifications/inbound/recognise-automatic';
import { takeBounce } from '@/notifications/outbound/take-bounce';
import { type InboundRow, lockMail, settleMail } from './settle-mail';

/**
 * Settles a mail that no person wrote: it becomes no reply and no ticket. A bounce is told to the
 * mail of ours that it is about, whose ticket hears of it.
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
    await settleMail(tx, scope, row.id, { ...seen, state: 'ignored', reason: automatic });
  });
}
