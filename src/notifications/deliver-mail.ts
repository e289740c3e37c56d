import 'server-only';
import { and, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, hours, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { mayShowSecrets } from '@/platform/env';
import { log } from '@/platform/log';
import { strictAddress } from '@/platform/mail-address';
import { composeMail } from './compose-mail';
import { replyAddress, senderAddress, senderName } from './mail-sender';
import { type Sending, sendBySmtp, sendsMail } from './mail-transport';
import type { MailWords } from './mail-words';
import { ownWords } from './own-words';
import { deliveryKey } from './queue-mail';
import { outboxMessages } from './tables';

export const DeliverMail = z.object({ messageId: z.uuid() });

type Row = typeof outboxMessages.$inferSelect;

/** Longer than one try can take; after it another process may send (a crash lost the first). */
const lease = minutes(1);
/** RFC 5321, 4.5.4.1: give up after four to five days; people look for a mail for three. */
const patience = hours(72);

/**
 * Sends one mail of the outbox: at least once, always with the same Message-ID. A failure
 * that may pass is tried again, ever more rarely, for 72 hours; a final one is kept with its
 * reason. Repeating the job is harmless: what is not waiting is not sent.
 */
export async function deliverMail(
  scope: Scope<System>,
  { messageId }: z.infer<typeof DeliverMail>,
): Promise<void> {
  const claimed = await claim(scope, messageId);
  if (!claimed) return;
  const { row, own } = claimed;
  if (!sendsMail() && mayShowSecrets(scope.tenant))
    return settle(scope, row, { state: 'onScreen' });
  const sending = await send(scope, row, own);
  if (sending.delivery === 'sent') {
    return settle(scope, row, { state: 'sent', sentAt: clock.now(), sealed: null });
  }
  const { reason } = sending;
  const late = clock.now().getTime() - row.createdAt.getTime() > patience;
  log.warn('mail.notSent', { messageId, attempts: row.attempts, reason, final: late });
  if (sending.delivery === 'refused' || late) {
    return settle(scope, row, { state: 'failed', lastError: reason, sealed: null });
  }
  await tryLater(scope, row, reason);
}

/**
 * Takes the mail for one lease, with the tenant's own words for it; undefined where it has left,
 * is void or somebody sends it.
 */
async function claim(
  scope: Scope<System>,
  messageId: string,
): Promise<{ row: Row; own: MailWords | undefined } | undefined> {
  const now = clock.now();
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(outboxMessages)
      .set({
        attempts: sql`${outboxMessages.attempts} + 1`,
        nextTryAt: new Date(now.getTime() + lease),
      })
      .where(and(waiting(scope, messageId), lte(outboxMessages.nextTryAt, now)))
      .returning();
    return row && { row, own: (await ownWords(tx, scope, [row]))(row) };
  });
}

const waiting = (scope: Scope<System>, messageId: string) =>
  and(
    eq(outboxMessages.tenantId, scope.tenant.id),
    eq(outboxMessages.id, messageId),
    eq(outboxMessages.state, 'queued'),
  );

async function send(scope: Scope<System>, row: Row, own: MailWords | undefined): Promise<Sending> {
  const { subject, text, html } = await composeMail(scope, row, own);
  const from = senderAddress();
  const { messageId, inReplyTo, references } = row.headers;
  const { replyTo: wanted } = row.headers;
  const replyTo = wanted ? strictAddress(wanted) : replyAddress(scope);
  return sendBySmtp({
    envelope: { from, to: row.toAddress },
    from: { name: senderName(scope), address: from },
    to: { name: row.toName, address: row.toAddress },
    ...(replyTo ? { replyTo } : {}),
    ...(inReplyTo ? { inReplyTo, references } : {}),
    messageId,
    date: row.createdAt,
    subject,
    text,
    html,
    // RFC 3834: so that nobody's holiday answers it.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  });
}

async function settle(scope: Scope<System>, row: Row, change: Partial<Row>): Promise<void> {
  await inTransaction(scope, (tx) =>
    tx.update(outboxMessages).set(change).where(waiting(scope, row.id)),
  );
}

/** One minute, two, four … up to six hours. */
async function tryLater(scope: Scope<System>, row: Row, reason: string): Promise<void> {
  const delay = Math.min(minutes(1) * 2 ** (row.attempts - 1), hours(6));
  const nextTryAt = new Date(clock.now().getTime() + delay);
  await inTransaction(scope, async (tx) => {
    await tx
      .update(outboxMessages)
      .set({ nextTryAt, lastError: reason })
      .where(waiting(scope, row.id));
    await enqueue(
      tx,
      'deliverMail',
      { tenantId: scope.tenant.id, messageId: row.id },
      { runAt: nextTryAt, jobKey: deliveryKey(row.id) },
    );
  });
}
