import 'server-only';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { previews } from './tables';

/**
 * Ends those of the tenant's previews that fit `which` and have not ended yet, with an entry each
 * that says when it was over. Returns whose portal was shown.
 */
export async function endPreviews(
  tx: Tx,
  scope: Scope<Technician>,
  which: SQL,
): Promise<{ contactId: string }[]> {
  const ended = await tx
    .update(previews)
    .set({ endedAt: sql`least(now(), ${previews.expiresAt})` })
    .where(and(eq(previews.tenantId, scope.tenant.id), isNull(previews.endedAt), which))
    .returning({ contactId: previews.contactId, endedAt: previews.endedAt });
  for (const { contactId, endedAt } of ended) {
    const after = { endsAt: endedAt?.toISOString() };
    await record(tx, scope, 'contact.previewEnded', contactId, { after });
  }
  return ended;
}
