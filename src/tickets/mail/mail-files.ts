import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import type { ReadFile } from '@/notifications/inbound/inbound-mail';
import { attachmentStore } from '@/platform/attachment-store';
import { Refusal } from '@/platform/errors';
import { attachDrafts } from '@/tickets/attach-drafts';
import { storeAttachment, uploaderOf } from '@/tickets/store-attachment';
import { attachments } from '@/tickets/tables';

/** A mail's files, kept as drafts that its ticket takes. */
export interface MailFiles {
  attach(tx: Tx, to: { ticketId: string; messageId: string | null }): Promise<void>;
  /** The names of those that are not taken: programs, pages, too large ones. */
  leftOut: string[];
}

/**
 * Stores the files of a mail under an owner of its own, so that mails don't count each other's.
 * What `storeAttachment` refuses is left out; the raw mail has it still. A full disk throws. What
 * an earlier reading of the mail stored and no ticket took is removed: it would count as unsent.
 */
export async function storeMailFiles(
  scope: Pick<Scope, 'tenant' | 'settings' | 'language'>,
  mailId: string,
  files: readonly ReadFile[],
): Promise<MailFiles> {
  const owner: Scope<System> = { ...scope, actor: { kind: 'system', job: mailOwner(mailId) } };
  if (files.length > 0) await removeUnsent(owner);
  const ids: string[] = [];
  const leftOut: string[] = [];
  for (const { fileName, bytes, contentId: named } of files) {
    const contentId = named?.slice(0, 500) ?? null;
    try {
      ids.push((await storeAttachment(owner, { fileName, stream: once(bytes), contentId })).id);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 507) throw error;
      leftOut.push(fileName.slice(0, 200));
    }
  }
  return { attach: (tx, to) => attachDrafts(tx, owner, ids, to), leftOut };
}

async function removeUnsent(owner: Scope<System>): Promise<void> {
  const { uploaderKind, uploaderId } = uploaderOf(owner);
  const gone = await inTransaction(owner, (tx) =>
    tx
      .delete(attachments)
      .where(
        and(
          eq(attachments.tenantId, owner.tenant.id),
          isNull(attachments.ticketId),
          eq(attachments.uploaderKind, uploaderKind),
          eq(attachments.uploaderId, uploaderId),
        ),
      )
      .returning({ storageKey: attachments.storageKey }),
  );
  for (const { storageKey } of gone) await attachmentStore().remove(storageKey);
}

/** As who a mail's files are stored. */
export const mailOwner = (mailId: string) => `mail ${mailId}`;

async function* once(bytes: Uint8Array) {
  yield bytes;
}
