import 'server-only';
import { createHash } from 'node:crypto';
import { ImageResponse } from 'next/og';
import type { Visitor } from '@/session/require-visitor';
import type { BrandImage } from '@/settings/brand-image-kinds';
import { brandImagesOf } from '@/settings/brand-images';
import { openBrandImage } from '@/settings/open-brand-image';
import { setting } from '@/settings/tenant-settings';
import { accentScale } from '@/ui/accent';
import { drawableText } from './drawable-text';
import { SocialImage } from './social-image';

/** Pictures of some 40 kB each, newest last; the same words in the same brand are drawn once. */
const drawn = new Map<string, Promise<Buffer>>();
const mostDrawn = 200;

const most = { title: 110, name: 50 };
const logoBox = { width: 420, height: 72 };

/** The picture of a title in the tenant's brand: PNG, 1200 × 630. */
export async function drawSocialImage(visitor: Visitor, title: string): Promise<Buffer> {
  const { colour } = setting(visitor, 'branding');
  const { logo } = brandImagesOf(visitor);
  const words = {
    title: drawableText(title, most.title),
    name: drawableText(visitor.tenant.name, most.name),
  };
  const key = createHash('sha256')
    .update(JSON.stringify([visitor.tenant.id, words, colour, logo?.id]))
    .digest('base64url');
  const before = drawn.get(key);
  if (before) return before;
  const drawing = draw(visitor, words, colour, logo);
  drawn.set(key, drawing);
  const oldest = drawn.size > mostDrawn ? drawn.keys().next().value : undefined;
  if (oldest !== undefined) drawn.delete(oldest);
  drawing.catch(() => drawn.delete(key));
  return drawing;
}

async function draw(
  visitor: Visitor,
  { title, name }: { title: string; name: string },
  colour: string,
  logo: BrandImage | undefined,
): Promise<Buffer> {
  const picture = new ImageResponse(
    <SocialImage
      title={title || name}
      name={name}
      accent={accentScale(colour, 'light')}
      logo={logo && (await inside(visitor, logo))}
    />,
    { width: 1200, height: 630 },
  );
  return Buffer.from(await picture.arrayBuffer());
}

/** The logo as part of the picture: nothing is fetched while it is drawn. */
async function inside(visitor: Visitor, { id, width, height }: BrandImage) {
  const { mediaType, bytes } = await openBrandImage(visitor, id);
  const scale = Math.min(logoBox.width / width, logoBox.height / height);
  return {
    src: `data:${mediaType};base64,${bytes.toString('base64')}`,
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
}
