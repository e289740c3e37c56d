import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import type { ReadFile } from '@/notifications/inbound/inbound-mail';
import { Refusal } from '@/platform/errors';
import { attachDrafts } from '@/tickets/attach-drafts';
import { storeAttachment } from '@/tickets/store-attachment';

/** A mail's files, kept as drafts that its ticket takes. */
export interface MailFiles {
  attach(tx: Tx, to: { ticketId: string; messageId: string | null }): Promise<void>;
  /** The names of those that are not taken: programs, pages, too large ones. */
  leftOut: string[];
}

/**
 * Stores the files of a mail under an owner of its own, so that mails don't count each other's.
 * What `storeAttachment` refuses is left out; the raw mail has it still. A full disk throws.
 */
export async function storeMailFiles(
  scope: Pick<Scope, 'tenant' | 'settings' | 'language'>,
  mailId: string,
  files: readonly ReadFile[],
): Promise<MailFiles> {
  const owner: Scope<System> = { ...scope, actor: { kind: 'system', job: mailOwner(mailId) } };
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

/** As who a mail's files are stored. */
export const mailOwner = (mailId: string) => `mail ${mailId}`;

async function* once(bytes: Uint8Array) {
  yield bytes;
}
