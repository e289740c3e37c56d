import 'server-only';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { attachmentStore } from '@/platform/attachment-store';
import { clock, hours } from '@/platform/clock';
import { attachments } from './tables';

/** How long an uploaded file waits for its ticket or reply. */
const draftLives = hours(24);

/**
 * Removes a tenant's files that nobody sent within a day. The rows go first: a file without a
 * row can't be read by anybody, a row without its file would be a broken link. With them goes what
 * a killed process left half written, whoever keeps files in that store.
 */
export async function purgeDraftAttachments(scope: Scope<System>): Promise<{ removed: number }> {
  const before = new Date(clock.now().getTime() - draftLives);
  const gone = await inTransaction(scope, async (tx) => {
    const rows = await tx
      .delete(attachments)
      .where(
        and(
          eq(attachments.tenantId, scope.tenant.id),
          isNull(attachments.ticketId),
          lt(attachments.createdAt, before),
        ),
      )
      .returning({ storageKey: attachments.storageKey });
    if (rows.length > 0) {
      await record(tx, scope, 'attachments.purged', scope.tenant.id, {
        after: { removed: rows.length },
      });
    }
    return rows;
  });
  const store = attachmentStore();
  for (const { storageKey } of gone) await store.remove(storageKey);
  await store.sweep(scope.tenant.id, before);
  return { removed: gone.length };
}
