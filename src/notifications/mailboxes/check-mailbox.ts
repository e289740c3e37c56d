import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { clock } from '@/platform/clock';
import type { Reach } from '@/platform/reach';
import { settingsCan } from '@/settings/policy';
import { mailboxById, orderFetch, ownMailbox } from './mailbox-rows';
import { MailboxTrouble } from './mailbox-trouble';
import type { MailboxFinding } from './mailbox-words';
import { openMailbox } from './open-mailbox';
import { mailboxes } from './tables';

export const CheckMailbox = z.object({ id: z.uuid() });

/**
 * Connects to a mailbox now, signs in and opens its folders: the first thing that is in the way,
 * else how many mails are in the folder. Takes nothing in and marks nothing; one that is on and
 * whose looks have failed is looked at again at once where nothing is in the way any more.
 */
export async function checkMailbox(
  scope: Scope<Staff>,
  { id }: z.output<typeof CheckMailbox>,
  reach?: Reach,
): Promise<MailboxFinding> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const row = await inReadTransaction(scope, (tx) => mailboxById(tx, scope, id));
  try {
    const client = await openMailbox(row, reach);
    const about = client.mailbox ? String(client.mailbox.exists) : '0';
    client.close();
    await hurry(scope, id);
    return { finding: 'ok', about };
  } catch (error) {
    if (error instanceof MailboxTrouble) return error.found;
    throw error;
  }
}

function hurry(scope: Scope<Staff>, id: string): Promise<void> {
  const failing = and(
    ownMailbox(scope, id),
    eq(mailboxes.active, true),
    isNotNull(mailboxes.failingSince),
  );
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(mailboxes)
      .set({ nextTryAt: clock.now() })
      .where(failing)
      .returning({ id: mailboxes.id });
    if (row) await orderFetch(tx, scope.tenant.id, id);
  });
}
