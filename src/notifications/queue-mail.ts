import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { seal } from '@/platform/crypto';
import { enqueue } from '@/platform/enqueue';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { strictAddress } from '@/platform/mail-address';
import type { MailContent } from './mail-contents';
import { senderHost } from './mail-sender';
import { topicOf } from './outbound/mail-topics';
import { outboxMessages } from './tables';

export interface MailRecipient {
  address: string;
  name: string;
  /** The language the mail is written in: the reader's own, else the tenant's default. */
  language: string;
}

export type QueuedMail = MailContent & {
  to: MailRecipient;
  /** The reader's id, so that `voidMails` finds what they must not get any more. */
  about?: string;
  /** Mails of one key stand in one thread of the reader's program: `ticket-<id>`. */
  threadKey?: string;
  /** Whom an answer reaches, in place of the tenant's support contact. */
  replyTo?: string;
  /** That its reader is only in copy: they may stop the mails of this thread. */
  isCopy?: boolean | undefined;
};

/** Seals what a mail carries and nobody else may read. */
export const mailSecret = 'mail-secret';

/** The queue's key of one mail's delivery: a second job for it replaces a waiting one. */
export const deliveryKey = (messageId: string) => `mail:${messageId}`;

/**
 * Writes a mail into the outbox and orders its delivery, both when `tx` commits. Refuses (422)
 * an address that is not exactly one, and line breaks in what becomes a header. Returns the
 * outbox row's id.
 */
export async function queueMail(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  mail: QueuedMail,
): Promise<string> {
  const { to, about, threadKey, replyTo, isCopy, template, params } = mail;
  const toAddress = strictAddress(to.address);
  if (!toAddress || toAddress !== to.address.toLowerCase() || hasBreak(to.name)) {
    throw new Refusal('notifications.badAddress', { status: 422 });
  }
  if (threadKey !== undefined && !/^[A-Za-z0-9._-]{1,100}$/.test(threadKey)) {
    throw new Error('a thread key is made of letters, digits, dots and hyphens');
  }
  const id = newId();
  const secret = 'secret' in mail ? mail.secret : undefined;
  await tx.insert(outboxMessages).values({
    tenantId: scope.tenant.id,
    id,
    channel: 'mail',
    toAddress,
    toName: to.name,
    about: about ?? null,
    threadKey: threadKey ?? null,
    topic: topicOf(template) ?? (isCopy ? (threadKey ?? null) : null),
    language: to.language,
    template,
    params: { ...params },
    sealed: secret ? seal(mailSecret, JSON.stringify(secret)) : null,
    headers: { ...headersOf(id, threadKey), ...(replyTo ? { replyTo } : {}) },
    nextTryAt: clock.now(),
  });
  await enqueue(
    tx,
    'deliverMail',
    { tenantId: scope.tenant.id, messageId: id },
    { jobKey: deliveryKey(id) },
  );
  return id;
}

const hasBreak = (text: string) => /\p{Cc}|\u2028|\u2029/u.test(text);

/** Decided once, so that a second delivery is recognised as the same mail (RFC 5322, 3.6.4). */
function headersOf(id: string, threadKey: string | undefined): Record<string, string> {
  const messageId = `<${id}@${senderHost()}>`;
  if (!threadKey) return { messageId };
  const thread = `<${threadKey}@${senderHost()}>`;
  return { messageId, inReplyTo: thread, references: thread };
}
