import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { markMailboxTold } from '@/notifications/mailboxes/mark-mailbox-told';
import { queueMail } from '@/notifications/queue-mail';
import { activeAdmins } from './active-admins';
import { readersLanguage } from './contact-rows';

export const WarnOfMailbox = z.object({ mailboxId: z.uuid() });

/**
 * Tells each admin who can sign in that a mailbox can't be read, and why: once until it is read
 * again. Repeating it tells nobody twice.
 */
export async function warnOfMailbox(
  scope: Scope<System>,
  { mailboxId }: z.infer<typeof WarnOfMailbox>,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const failing = await markMailboxTold(tx, scope, mailboxId);
    if (!failing) return;
    const { username, finding, about } = failing;
    const admins = await activeAdmins(tx, scope);
    for (const { id, name, email, language } of admins) {
      await queueMail(tx, scope, {
        template: 'mailboxWarning',
        to: { address: email, name, language: readersLanguage(scope, language) },
        about: id,
        params: { mailbox: username, mailboxId, finding, about },
      });
    }
    const after = { host: failing.host, username, admins: admins.length };
    await record(tx, scope, 'mailbox.warned', mailboxId, { after });
  });
}
