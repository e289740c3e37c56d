import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from '@/settings/policy';
import { mailboxById, ownMailbox, toldOf } from './mailbox-rows';
import { mailboxes } from './tables';

export const DeleteMailbox = z.object({ id: z.uuid() });

/** Takes a mailbox away with its password. Its mails stay where they are, there and here. */
export async function deleteMailbox(
  scope: Scope<Staff>,
  { id }: z.output<typeof DeleteMailbox>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const before = await mailboxById(tx, scope, id);
    await tx.delete(mailboxes).where(ownMailbox(scope, id));
    await record(tx, scope, 'mailbox.deleted', id, { before: toldOf(before) });
  });
}
