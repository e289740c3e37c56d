import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { inboundMails } from '@/notifications/inbound/tables';
import { readingKey } from '@/notifications/inbound/take-in';
import { enqueue } from '@/platform/enqueue';
import { orNotFound, Refusal } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import { requireMail } from './require-mail';
import { ownMail } from './settle-mail';

export const RetryMail = z.object({ mailId: rowUuid });

/** Has a mail that was put aside read again; refuses any other (409). */
export async function retryMail(
  scope: Scope<Staff>,
  input: z.input<typeof RetryMail>,
): Promise<void> {
  requireMail(scope, 'write');
  const { mailId } = RetryMail.parse(input);
  await inTransaction(scope, async (tx) => {
    const [found] = await tx
      .select({ state: inboundMails.state })
      .from(inboundMails)
      .where(ownMail(scope, mailId))
      .for('update');
    if (orNotFound(found).state !== 'failed') throw new Refusal('inboundMail.settled');
    await tx
      .update(inboundMails)
      .set({ state: 'waiting', attempts: 0, reason: null, lastError: null, settledAt: null })
      .where(ownMail(scope, mailId));
    const { id: tenantId } = scope.tenant;
    await enqueue(tx, 'receiveMail', { tenantId, mailId }, { jobKey: readingKey(mailId) });
    await record(tx, scope, 'inboundMail.retried', mailId);
  });
}
