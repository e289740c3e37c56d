import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { isUuid } from '@/platform/ids';
import { findSignedInTechnician } from '@/session/scope-of-request';
import { placeOfRequest } from '@/session/tenant-of-request';
import { askedPreview } from './asked-preview';
import { endPreviews } from './end-previews';
import { takePreviewCookie } from './preview-cookie';
import { previews } from './tables';

/**
 * Ends the preview of this request and takes its cookie. Returns the path of the console to go on
 * at, the contact's page; undefined where the request means no preview.
 */
export async function leavePreview(): Promise<string | undefined> {
  const place = await placeOfRequest();
  const asked = await askedPreview(place);
  if (!asked) return undefined;
  const technician = await findSignedInTechnician();
  const contactId = technician && (await endPreview(technician.scope, asked.id));
  await takePreviewCookie(place);
  return contactId ? `/console/contacts/${contactId}` : '/console';
}

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
