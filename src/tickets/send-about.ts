import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { MailContent } from '@/notifications/mail-contents';
import { queueMail } from '@/notifications/queue-mail';
import { replyAddressFor } from '@/notifications/reply-address';
import type { MailReader } from '@/people/mail-readers';
import { readEnv } from '@/platform/env';
import type { ToldTicket } from './tell-people';

/**
 * Queues a mail about a ticket to each reader, in one thread of theirs. Where mail comes in, a
 * contact's answer goes to an address signed for them and this ticket; a technician answers in the
 * console, since by mail nobody has their authority. Who is in copy may stop the mails.
 */
export async function sendAbout(
  tx: Tx,
  scope: Scope,
  ticket: Pick<ToldTicket, 'id' | 'number'> & Partial<Pick<ToldTicket, 'ccIds' | 'requesterId'>>,
  readers: MailReader[],
  mail: (reader: MailReader) => MailContent,
): Promise<void> {
  const threadKey = `ticket-${ticket.id}`;
  const answers = readEnv().MAIL_INBOUND_PORT !== undefined;
  await Promise.all(
    readers.map((reader) => {
      const { id, to, side } = reader;
      const signed =
        answers && side === 'contact'
          ? replyAddressFor(scope.tenant, { number: ticket.number, readerId: id })
          : undefined;
      const isCopy = id !== ticket.requesterId && ticket.ccIds?.includes(id);
      const about = { to, about: id, threadKey, isCopy, ...(signed ? { replyTo: signed } : {}) };
      return queueMail(tx, scope, { ...about, ...mail(reader) });
    }),
  );
}
