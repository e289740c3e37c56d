import { z } from 'zod';
import type { Scope } from '@/access/scope';
import { type BrandImage, brandImageKinds, type BrandImageKind as Kind } from './brand-image-kinds';
import { setting } from './tenant-settings';

export const BrandImageKind = z.enum(brandImageKinds);

/** The tenant's pictures, as they came with the session: no query. */
export function brandImagesOf(scope: Pick<Scope, 'settings'>): Partial<Record<Kind, BrandImage>> {
  return setting(scope, 'branding').images;
}
