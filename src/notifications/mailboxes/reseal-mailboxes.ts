import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { sealAnew } from '@/platform/crypto';
import { mailboxPassword } from './mailbox-input';
import { ownMailbox } from './mailbox-rows';
import { mailboxes } from './tables';

/** Seals passwords of mailboxes under the newest master key. Repeating is harmless. */
export async function resealMailboxes(scope: Scope<System>): Promise<void> {
  const { tenantId, id, passwordSealed } = mailboxes;
  const all = await inReadTransaction(scope, (tx) =>
    tx
      .select({ own: id, sealed: passwordSealed })
      .from(mailboxes)
      .where(eq(tenantId, scope.tenant.id)),
  );
  for (const { own, sealed } of all) {
    const anew = sealAnew(mailboxPassword, sealed);
    if (!anew || anew === sealed) continue;
    const row = and(ownMailbox(scope, own), eq(passwordSealed, sealed));
    await inTransaction(scope, (tx) =>
      tx.update(mailboxes).set({ passwordSealed: anew }).where(row),
    );
  }
}
