import 'server-only';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { isUuid } from '@/platform/ids';
import { previews } from './tables';

/**
 * Ends one preview of the technician's own sign-in and returns whose portal it showed, even where
 * it was over already; undefined where there is none.
 */
export async function endPreview(
  scope: Scope<Technician>,
  id: string,
): Promise<string | undefined> {
  if (!isUuid(id)) return undefined;
  const { sessionId } = scope.actor;
  const own = sql`${previews.id} = ${id} and ${previews.sessionId} = ${sessionId}`;
  return inTransaction(scope, async (tx) => {
    await endPreviews(tx, scope, own);
    const [row] = await tx
      .select({ contactId: previews.contactId })
      .from(previews)
      .where(and(eq(previews.tenantId, scope.tenant.id), own));
    return row?.contactId;
  });
}

/**
 * Ends those of the tenant's previews that fit `which` and have not ended yet, with an entry each
 * that says when it was over.
 */
export async function endPreviews(tx: Tx, scope: Scope<Technician>, which: SQL): Promise<void> {
  const ended = await tx
    .update(previews)
    .set({ endedAt: sql`least(now(), ${previews.expiresAt})` })
    .where(and(eq(previews.tenantId, scope.tenant.id), isNull(previews.endedAt), which))
    .returning({ contactId: previews.contactId, endedAt: previews.endedAt });
  for (const { contactId, endedAt } of ended) {
    const after = { endsAt: endedAt?.toISOString() };
    await record(tx, scope, 'contact.previewEnded', contactId, { after });
  }
}
