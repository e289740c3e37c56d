import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { inboundMails } from '@/notifications/inbound/tables';
import { clock } from '@/platform/clock';

export type InboundRow = typeof inboundMails.$inferSelect;
export type MailState = InboundRow['state'];

/**
 * The mail, locked until the transaction ends, while it is in one of these states: whoever comes
 * second finds it settled. Undefined where it is not, or not of this tenant.
 */
export async function lockMail(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  mailId: string,
  states: readonly MailState[],
): Promise<InboundRow | undefined> {
  const [row] = await tx.select().from(inboundMails).where(ownMail(scope, mailId)).for('update');
  return row && states.includes(row.state) ? row : undefined;
}

/** Writes what became of it. */
export async function settleMail(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  mailId: string,
  change: Partial<InboundRow> & { state: MailState },
): Promise<void> {
  await tx
    .update(inboundMails)
    .set({ ...change, settledAt: clock.now() })
    .where(ownMail(scope, mailId));
}

/** The same where it is all there is to do, unless somebody was quicker. */
export async function settleWaiting(
  scope: Pick<Scope, 'tenant'>,
  mailId: string,
  change: Partial<InboundRow> & { state: MailState },
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    if (await lockMail(tx, scope, mailId, ['waiting'])) await settleMail(tx, scope, mailId, change);
  });
}

export const ownMail = (scope: Pick<Scope, 'tenant'>, mailId: string) =>
  and(eq(inboundMails.tenantId, scope.tenant.id), eq(inboundMails.id, mailId));
