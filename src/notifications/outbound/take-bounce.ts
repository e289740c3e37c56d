import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { Bounce, FailedRecipient } from '@/notifications/inbound/read-bounce';
import { senderHost } from '@/notifications/mail-sender';
import { outboxMessages } from '@/notifications/tables';
import { isUuid } from '@/platform/ids';
import { recordTry } from './record-try';
import { readReturnAddress } from './return-address';
import { serverAnswer } from './server-answer';
import { suppressAfter } from './suppress-address';
import { orderTelling } from './tell-undelivered';

/**
 * Matches a bounce to the mail of ours that it is about: by the signed address that it came to,
 * else by the Message-ID that it names. That mail counts as come back, and what it was about hears
 * of it. Its address is not mailed again only where the bounce names that very address: anybody
 * can write a bounce, and who was written to may have passed the mail on. A mail that has come
 * back, or only waits elsewhere, changes nothing. Returns whether it is about a mail of ours.
 */
export async function takeBounce(
  tx: Tx,
  scope: Scope,
  bounce: Bounce,
  { to }: { to: readonly string[] },
): Promise<boolean> {
  const id = mailOf(scope, bounce, to);
  if (!id) return false;
  const ours = and(eq(outboxMessages.tenantId, scope.tenant.id), eq(outboxMessages.id, id));
  const [row] = await tx.select().from(outboxMessages).where(ours).for('update');
  if (!row) return false;
  const failed = failedIn(bounce, row.toAddress);
  if (!failed) return true;
  const changed = await tx
    .update(outboxMessages)
    .set({ state: 'bounced', lastError: failed.diagnostic || failed.status })
    .where(and(ours, inArray(outboxMessages.state, ['sent'])))
    .returning({ id: outboxMessages.id });
  if (changed.length === 0) return true;
  const answer = { ...serverAnswer(failed.diagnostic), code: null };
  const said = { ...answer, status: failed.status ?? answer.status };
  await recordTry(tx, scope, id, { outcome: 'bounced', ...said });
  await orderTelling(tx, scope, row);
  if (failed.address === row.toAddress) {
    const { toAddress: address, about } = row;
    await suppressAfter(tx, scope, { address, about, answer: said });
  }
  return true;
}

function mailOf({ tenant }: Scope, bounce: Bounce, to: readonly string[]): string | undefined {
  for (const address of to) {
    const id = readReturnAddress(tenant, address);
    if (id) return id;
  }
  const ending = `@${senderHost()}>`;
  const original = bounce.originalMessageId?.toLowerCase() ?? '';
  const id = original.endsWith(ending) ? original.slice(1, -ending.length) : '';
  return isUuid(id) ? id : undefined;
}

/** About the address that was written to, else the first: each of our mails has one recipient. */
function failedIn({ recipients }: Bounce, address: string): FailedRecipient | undefined {
  const failed = recipients.filter(({ action }) => action === 'failed');
  return failed.find((one) => one.address === address) ?? failed[0];
}
