import 'server-only';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { ownMailbox } from './mailbox-rows';
import type { Finding } from './mailbox-words';
import { mailboxes } from './tables';

/**
 * Puts down that admins are told of a mailbox that fails, and says of what. Undefined where they
 * were told before, where it is read again, or where it is off.
 */
export async function markMailboxTold(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  id: string,
): Promise<{ host: string; username: string; finding: Finding; about: string } | undefined> {
  const { host, username, finding, findingAbout, active, failingSince, toldAt } = mailboxes;
  const [row] = await tx
    .update(mailboxes)
    .set({ toldAt: clock.now() })
    .where(and(ownMailbox(scope, id), eq(active, true), isNotNull(failingSince), isNull(toldAt)))
    .returning({ host, username, finding, about: findingAbout });
  return row?.finding ? { ...row, finding: row.finding } : undefined;
}
