import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { newId } from '@/platform/ids';
import type { BrandImage, BrandImageKind } from './brand-image-kinds';
import { settingsCan } from './policy';
import { redrawImage } from './redraw-image';
import { saveSetting } from './save-setting';
import { brandImages } from './tables';

/**
 * Takes the place of the picture of that kind, from everybody's next request on. Each upload has
 * an id of its own, so that its address can be kept by browsers for ever.
 */
export async function saveBrandImage(
  scope: Scope<Staff>,
  { kind, bytes }: { kind: BrandImageKind; bytes: Buffer },
): Promise<BrandImage> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const drawn = await redrawImage(kind, bytes);
  const { width, height } = drawn;
  const id = newId();
  const tenantId = scope.tenant.id;
  return inTransaction(scope, async (tx) => {
    // The setting's row first: two uploads at once then wait for each other.
    const images = { [kind]: { id, width, height } };
    const { before } = await saveSetting(tx, scope, 'branding', ({ images: others }) => ({
      images: { ...others, ...images },
    }));
    await tx
      .delete(brandImages)
      .where(and(eq(brandImages.tenantId, tenantId), eq(brandImages.kind, kind)));
    await tx.insert(brandImages).values({ tenantId, id, kind, ...drawn });
    await record(tx, scope, 'settings.brandImageChanged', kind, {
      before: { image: before.images[kind]?.id ?? null },
      after: { image: id, width, height },
    });
    return { id, width, height };
  });
}

/** Takes a picture away: a logo gives way to the name's first letter. Without one nothing happens. */
export async function removeBrandImage(
  scope: Scope<Staff>,
  { kind }: { kind: BrandImageKind },
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const { before } = await saveSetting(tx, scope, 'branding', ({ images }) => {
      const { [kind]: _, ...others } = images;
      return { images: others };
    });
    const gone = before.images[kind];
    if (!gone) return;
    await tx
      .delete(brandImages)
      .where(and(eq(brandImages.tenantId, scope.tenant.id), eq(brandImages.kind, kind)));
    await record(tx, scope, 'settings.brandImageRemoved', kind, {
      before: { image: gone.id },
      after: { image: null },
    });
  });
}
