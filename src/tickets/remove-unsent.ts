import 'server-only';
import { and, inArray } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { attachmentStore } from '@/platform/attachment-store';
import { ownDrafts } from './store-attachment';
import { attachments } from './tables';

/** Removes files of the actor's own that no ticket took: these, or all of them. */
export async function removeUnsent(scope: Scope, ids?: readonly string[]): Promise<void> {
  if (ids?.length === 0) return;
  const gone = await inTransaction(scope, (tx) =>
    tx
      .delete(attachments)
      .where(and(ownDrafts(scope), ids ? inArray(attachments.id, [...ids]) : undefined))
      .returning({ storageKey: attachments.storageKey }),
  );
  for (const { storageKey } of gone) await attachmentStore().remove(storageKey);
}
