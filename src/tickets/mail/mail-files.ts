import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import type { ReadFile } from '@/notifications/inbound/inbound-mail';
import { Refusal } from '@/platform/errors';
import { safeFileName } from '@/platform/safe-file-name';
import { attachDrafts } from '@/tickets/attach-drafts';
import { removeUnsent } from '@/tickets/remove-unsent';
import { storeAttachment } from '@/tickets/store-attachment';
import { fileReasons, type LeftOutFile } from '@/tickets/ticket-event';
import { noteLeftOut } from './note-left-out';

/** A mail's files, kept as drafts that its ticket takes. */
export interface MailFiles {
  /** And says on the ticket, once, which are not taken: programs, pages, too large ones. */
  attach(tx: Tx, to: { ticketId: string; messageId: string | null }): Promise<void>;
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
  const leftOut: LeftOutFile[] = [];
  for (const { fileName, bytes, contentId: named } of files) {
    const contentId = named?.slice(0, 500) ?? null;
    try {
      ids.push((await storeAttachment(owner, { fileName, stream: once(bytes), contentId })).id);
    } catch (error) {
      const reason = reasonOf(error);
      if (!reason) throw error;
      leftOut.push({ name: safeFileName(fileName), reason });
    }
  }
  return {
    async attach(tx, to) {
      await attachDrafts(tx, owner, ids, to);
      if (leftOut.length > 0) await noteLeftOut(tx, owner, { ...to, mailId, files: leftOut });
    },
  };
}

/** Undefined where it is not the file that is at fault: a full disk, a database that is away. */
function reasonOf(error: unknown): LeftOutFile['reason'] | undefined {
  if (!(error instanceof Refusal)) return undefined;
  return fileReasons.find((reason) => error.key === `attachments.${reason}`);
}

/** As who a mail's files are stored. */
export const mailOwner = (mailId: string) => `mail ${mailId}`;

async function* once(bytes: Uint8Array) {
  yield bytes;
}
