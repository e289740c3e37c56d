import 'server-only';

/** Pixels a picture may have before it is drawn anew; a larger one stays as it is. */
const mostPixels = 40_000_000;
/** Twice the width of an article, so that it is sharp on dense screens. */
const longestSide = 2_000;

/**
 * A picture in a size for articles, and without what a camera writes into it, such as the place.
 * What is small and says nothing of itself, what moves, and what can't be read stays as it is.
 */
export async function fitPicture(bytes: Buffer, mediaType: string): Promise<Buffer> {
  if (mediaType === 'image/gif') return bytes;
  // Loaded by the first upload: most processes never need its memory.
  const { default: sharp } = await import('sharp');
  const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
  try {
    const { width, height, exif, pages = 1 } = await picture.metadata();
    const isFitting = Math.max(width, height) <= longestSide && !exif;
    if (isFitting || pages > 1) return bytes;
    return await picture
      .timeout({ seconds: 10 })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toBuffer();
  } catch {
    return bytes;
  }
}
