import { z } from 'zod';
import type { Scope } from '@/access/scope';
import { setting } from './tenant-settings';

/** Where a picture stands: the logo by day and by night, the tab's icon, a shared link. */
export const brandImageKinds = ['logo', 'logoDark', 'favicon', 'social'] as const;
export const BrandImageKind = z.enum(brandImageKinds);
export type BrandImageKind = z.output<typeof BrandImageKind>;

/** Bytes of a picture as it comes; the listener has the same limit. */
export const mostImageBytes = 1024 * 1024;

/** As pixels of our own copy. */
export interface BrandImage {
  id: string;
  width: number;
  height: number;
}

/** On every host of the tenant, for anybody; it never changes what it shows. */
export function brandImagePath(id: string): string {
  return `/api/brand/${id}`;
}

/** The tenant's pictures, as they came with the session: no query. */
export function brandImagesOf(
  scope: Pick<Scope, 'settings'>,
): Partial<Record<BrandImageKind, BrandImage>> {
  return setting(scope, 'branding').images;
}
