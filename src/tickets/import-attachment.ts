import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { attachDrafts } from './attach-drafts';
import { storeAttachment } from './store-attachment';

/** Puts a file of the past on a ticket (and message); the same limits as for any other. */
export async function importAttachment(
  scope: Scope<System>,
  file: { fileName: string; bytes: Uint8Array; ticketId: string; messageId: string | null },
): Promise<void> {
  const { fileName, bytes, ticketId, messageId } = file;
  const { id } = await storeAttachment(scope, { fileName, stream: once(bytes) });
  await inTransaction(scope, (tx) => attachDrafts(tx, scope, [id], { ticketId, messageId }));
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
