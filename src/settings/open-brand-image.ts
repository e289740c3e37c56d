import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { brandImages } from './tables';

/** A picture of this tenant's brand, for anybody: signed-out visitors and mail programs see it. */
export async function openBrandImage(
  scope: Pick<Scope, 'tenant'>,
  id: string,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const [row] = isUuid(id)
    ? await inReadTransaction(scope, (tx) =>
        tx
          .select({ mediaType: brandImages.mediaType, bytes: brandImages.bytes })
          .from(brandImages)
          .where(and(eq(brandImages.tenantId, scope.tenant.id), eq(brandImages.id, id))),
      )
    : [];
  return orNotFound(row);
}
