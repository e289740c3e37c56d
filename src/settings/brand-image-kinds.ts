/** Where a picture stands: the logo by day and by night, the tab's icon, a shared link. */
export const brandImageKinds = ['logo', 'logoDark', 'favicon', 'social'] as const;
export type BrandImageKind = (typeof brandImageKinds)[number];

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

/** Whether a logo is so much wider than high that it is taken to say the name itself. */
export function saysName({ width, height }: BrandImage): boolean {
  return width >= 2 * height;
}
