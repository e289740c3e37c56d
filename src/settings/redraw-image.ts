import 'server-only';
import { Refusal, refuseUnless } from '@/platform/errors';
import { type BrandImageKind, mostImageBytes } from './brand-image-kinds';

export interface RedrawnImage {
  mediaType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  bytes: Buffer;
}

/** Pixels a picture may have before it is read: a small file can hold a huge one. */
const mostPixels = 16_000_000;

/** What is shown at half of it, so that it is sharp on dense screens. */
const sizes = {
  logo: { width: 480, height: 128 },
  logoDark: { width: 480, height: 128 },
  favicon: { width: 96, height: 96 },
  social: { width: 1200, height: 630 },
} satisfies Record<BrandImageKind, { width: number; height: number }>;

/**
 * Reads a picture's pixels and writes them anew: what else was in the file (a script, a place, a
 * second format) is not in ours. Takes PNG, JPEG and WebP by their first bytes; refuses SVG
 * drawings, which run scripts, and whatever can't be read whole (415, 413, 422).
 */
export async function redrawImage(kind: BrandImageKind, bytes: Buffer): Promise<RedrawnImage> {
  refuseUnless(bytes.length > 0, 'attachments.empty', { status: 422 });
  refuseUnless(bytes.length <= mostImageBytes, 'brand.tooLarge', { status: 413 });
  refuseUnless(isRaster(bytes), 'brand.forbiddenType', { status: 415 });
  // Loaded by the first upload: most processes never need its memory.
  const { default: sharp } = await import('sharp');
  const input = { limitInputPixels: mostPixels, failOn: 'error' } as const;
  const { width, height } = sizes[kind];
  const drawn = sharp(bytes, input).timeout({ seconds: 10 }).autoOrient();
  const done =
    kind === 'social'
      ? drawn
          .resize({ width, height, fit: 'cover' })
          .flatten({ background: '#ffffff' })
          .jpeg({ quality: 82 })
      : drawn.resize(fitting(kind)).png({ compressionLevel: 9 });
  try {
    const { data, info } = await done.toBuffer({ resolveWithObject: true });
    const mediaType = kind === 'social' ? 'image/jpeg' : 'image/png';
    return { mediaType, width: info.width, height: info.height, bytes: data };
  } catch {
    throw new Refusal('brand.unreadable', { status: 422 });
  }
}

/** A logo keeps its shape and is never blown up; an icon is a square, with nothing around. */
function fitting(kind: Exclude<BrandImageKind, 'social'>) {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  return kind === 'favicon'
    ? { ...sizes.favicon, fit: 'contain' as const, background: clear }
    : { ...sizes[kind], fit: 'inside' as const, withoutEnlargement: true };
}

/** By the signatures of PNG, JPEG and WebP (WHATWG MIME Sniffing, 6.1). */
function isRaster(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 16).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n') || head.startsWith('\xff\xd8\xff')) return true;
  return head.startsWith('RIFF') && head.startsWith('WEBPVP', 8);
}
