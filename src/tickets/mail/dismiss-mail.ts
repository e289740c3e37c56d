import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, Refusal } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import { requireMail } from './require-mail';
import { lockMail, settleMail } from './settle-mail';

export const DismissMail = z.object({ mailId: rowUuid });

/** Takes a mail out of the queue without a ticket; refuses one that is out of it already (409). */
export async function dismissMail(
  scope: Scope<Staff>,
  input: z.input<typeof DismissMail>,
): Promise<void> {
  requireMail(scope, 'write');
  const { mailId } = DismissMail.parse(input);
  await inTransaction(scope, async (tx) => {
    const row = orNotFound(await lockMail(tx, scope, mailId, anyState));
    if (row.state !== 'triage' && row.state !== 'failed' && row.state !== 'ignored') {
      throw new Refusal('inboundMail.settled');
    }
    await settleMail(tx, scope, mailId, { state: 'dismissed' });
    await record(tx, scope, 'inboundMail.dismissed', mailId, { before: { state: row.state } });
  });
}

const anyState = ['waiting', 'accepted', 'triage', 'ignored', 'dismissed', 'failed'] as const;
