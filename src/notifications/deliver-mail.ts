import 'server-only';
import { and, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, hours, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { mayShowSecrets, readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { strictAddress } from '@/platform/mail-address';
import { composeMail } from './compose-mail';
import { replyAddress, senderAddress, senderName } from './mail-sender';
import { type Sending, sendBySmtp, sendsMail } from './mail-transport';
import type { MailWords } from './mail-words';
import { type Signing, signingOf } from './outbound/dkim-keys';
import { dkimOf } from './outbound/dkim-signature';
import { holdBack } from './outbound/hold-back';
import { recordTry } from './outbound/record-try';
import { returnAddressFor } from './outbound/return-address';
import type { ServerAnswer } from './outbound/server-answer';
import { stopLink } from './outbound/stop-token';
import { tellUndelivered } from './outbound/tell-undelivered';
import { ownWords } from './own-words';
import { deliveryKey } from './queue-mail';
import { outboxMessages } from './tables';

export const DeliverMail = z.object({ messageId: z.uuid() });

type Row = typeof outboxMessages.$inferSelect;

/** After it another process may send: a crash lost the first, which prolongs it while it sends. */
const lease = minutes(1);
/** RFC 5321, 4.5.4.1: give up after four to five days; people look for a mail for three. */
const patience = hours(72);

/**
 * Sends one mail of the outbox: at least once, always with the same Message-ID. A failure
 * that may pass is tried again, ever more rarely, for 72 hours; a final one is kept with its
 * reason, and so is that an address is not mailed any more. Each try is written down. Repeating
 * the job is harmless: what is not waiting is not sent.
 */
export async function deliverMail(
  scope: Scope<System>,
  { messageId }: z.infer<typeof DeliverMail>,
): Promise<void> {
  const claimed = await claim(scope, messageId);
  if (!claimed) return;
  const { row } = claimed;
  if (!sendsMail() && mayShowSecrets(scope.tenant)) return showOnScreen(scope, row);
  const sending = await whileHolding(scope, row, () => send(scope, claimed));
  const { said } = sending;
  if (sending.delivery === 'sent') return settleSent(scope, row, said);
  const { reason } = sending;
  const late = clock.now().getTime() - row.createdAt.getTime() > patience;
  log.warn('mail.notSent', { messageId, attempts: row.attempts, reason, final: late });
  if (sending.delivery === 'refused' || late) return settleFailed(scope, row, said, reason);
  await tryLater(scope, row, said, reason);
}

/**
 * Takes the mail for one lease, with the tenant's own words for it; undefined where it has left,
 * is void, somebody sends it, or its reader is not to get it.
 */
async function claim(scope: Scope<System>, messageId: string): Promise<Claimed | undefined> {
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
    if (!row || (await holdBack(tx, scope, row))) return undefined;
    const own = (await ownWords(tx, scope, [row]))(row);
    return { row, own, signing: await signingOf(tx, scope) };
  });
}

/** A server may take as long as it likes for each of its words: nobody else sends meanwhile. */
async function whileHolding<T>(
  scope: Scope<System>,
  { id, attempts }: Row,
  work: () => Promise<T>,
): Promise<T> {
  const prolong = () =>
    inTransaction(scope, (tx) =>
      tx
        .update(outboxMessages)
        .set({ nextTryAt: new Date(clock.now().getTime() + lease) })
        .where(and(waiting(scope, id), eq(outboxMessages.attempts, attempts))),
    );
  const beat = setInterval(() => void prolong().catch(() => {}), lease / 3);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

const waiting = (scope: Scope<System>, messageId: string) =>
  and(
    eq(outboxMessages.tenantId, scope.tenant.id),
    eq(outboxMessages.id, messageId),
    eq(outboxMessages.state, 'queued'),
  );

interface Claimed {
  row: Row;
  own: MailWords | undefined;
  signing: Signing | undefined;
}

async function send(scope: Scope<System>, { row, own, signing }: Claimed): Promise<Sending> {
  const { subject, text, html } = await composeMail(scope, row, own);
  const from = signing?.address ?? senderAddress();
  const returnsTo = readEnv().MAIL_BOUNCES_HERE
    ? returnAddressFor(scope.tenant, row.id)
    : senderAddress();
  const { messageId, inReplyTo, references } = row.headers;
  const { replyTo: wanted } = row.headers;
  const replyTo = wanted ? strictAddress(wanted) : replyAddress(scope);
  return sendBySmtp({
    envelope: { from: returnsTo, to: row.toAddress },
    from: { name: senderName(scope), address: from },
    to: { name: row.toName, address: row.toAddress },
    ...(replyTo ? { replyTo } : {}),
    ...(inReplyTo ? { inReplyTo, references } : {}),
    messageId,
    date: row.createdAt,
    subject,
    text,
    html,
    ...(signing && { dkim: dkimOf(signing) }),
    // RFC 3834: so that nobody's holiday answers it.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...stopHeaders(scope, row),
    },
  });
}

/** Of mails that their reader can do without; by one click only where that click is encrypted. */
function stopHeaders({ tenant }: Scope<System>, row: Row): Record<string, string> {
  const url = stopLink(tenant, row);
  if (!url) return {};
  return {
    'List-Unsubscribe': `<${url}>`,
    ...(url.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

async function showOnScreen(scope: Scope<System>, row: Row): Promise<void> {
  await inTransaction(scope, (tx) => settle(tx, scope, row, { state: 'onScreen' }));
}

async function settleSent(scope: Scope<System>, row: Row, said: ServerAnswer): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const change = { state: 'sent', sentAt: clock.now(), sealed: null } as const;
    if (await settle(tx, scope, row, change)) {
      await recordTry(tx, scope, row.id, { outcome: 'sent', ...said });
    }
  });
}

async function settleFailed(
  scope: Scope<System>,
  row: Row,
  said: ServerAnswer,
  reason: string,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const change = { state: 'failed', lastError: reason, sealed: null } as const;
    if (!(await settle(tx, scope, row, change))) return;
    await recordTry(tx, scope, row.id, { outcome: 'failed', ...said });
    await tellUndelivered(tx, scope, row, said);
  });
}

/** Whether it still waited: a second sender whose lease ran out changes nothing. */
async function settle(
  tx: Tx,
  scope: Scope<System>,
  row: Row,
  change: Partial<Row>,
): Promise<boolean> {
  const settled = await tx
    .update(outboxMessages)
    .set(change)
    .where(waiting(scope, row.id))
    .returning({ id: outboxMessages.id });
  return settled.length > 0;
}

/** One minute, two, four … up to six hours. */
async function tryLater(
  scope: Scope<System>,
  row: Row,
  said: ServerAnswer,
  reason: string,
): Promise<void> {
  const delay = Math.min(minutes(1) * 2 ** (row.attempts - 1), hours(6));
  const nextTryAt = new Date(clock.now().getTime() + delay);
  await inTransaction(scope, async (tx) => {
    if (!(await settle(tx, scope, row, { nextTryAt, lastError: reason }))) return;
    await recordTry(tx, scope, row.id, { outcome: 'deferred', nextTryAt, ...said });
    await enqueue(
      tx,
      'deliverMail',
      { tenantId: scope.tenant.id, messageId: row.id },
      { runAt: nextTryAt, jobKey: deliveryKey(row.id) },
    );
  });
}
