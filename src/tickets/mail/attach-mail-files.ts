import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { rawFile } from '@/notifications/inbound/raw-store';
import { readApart } from '@/notifications/inbound/read-apart';
import { inboundMails } from '@/notifications/inbound/tables';
import { attachments } from '@/tickets/tables';
import { mailOwner, storeMailFiles } from './mail-files';
import { envelopeOf } from './receive-mail';
import { lockMail, ownMail } from './settle-mail';

export const AttachMailFiles = z.object({ mailId: z.uuid() });

/**
 * Puts the files of a mail that a person accepted where its words are; a second run finds them
 * there. It was read before: where it can't be now the job fails, and is tried again.
 */
export async function attachMailFiles(
  scope: Scope<System>,
  { mailId }: z.infer<typeof AttachMailFiles>,
): Promise<void> {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx.select().from(inboundMails).where(ownMail(scope, mailId)),
  );
  if (!row?.ticketId) return;
  const { ticketId, ticketMessageId: messageId } = row;
  const reading = await readApart(rawFile(row.storageKey), envelopeOf(row));
  if ('error' in reading) throw new Error(reading.error);
  const files = await storeMailFiles(scope, mailId, reading.mail.files);
  await inTransaction(scope, async (tx) => {
    if (!(await lockMail(tx, scope, mailId, ['accepted']))) return;
    const [present] = await tx
      .select({ id: attachments.id })
      .from(attachments)
      .where(
        and(
          eq(attachments.tenantId, scope.tenant.id),
          eq(attachments.uploaderId, mailOwner(mailId)),
          isNotNull(attachments.ticketId),
        ),
      )
      .limit(1);
    if (!present) await files.attach(tx, { ticketId, messageId });
  });
}
