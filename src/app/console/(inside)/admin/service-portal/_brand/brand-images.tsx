'use client';

import { useTranslations } from 'next-intl';
import { type BrandImage, type BrandImageKind, brandImagePath } from '@/settings/brand-image-kinds';
import { ImageSlot } from './image-slot';

const kinds = ['logo', 'logoDark', 'favicon', 'social'] as const satisfies BrandImageKind[];

/** The pictures of the brand, each with its place; saved as soon as they are chosen. */
export function BrandImages({
  images,
  tooLarge,
}: {
  images: Partial<Record<BrandImageKind, BrandImage>>;
  tooLarge: string;
}) {
  const t = useTranslations();
  const words = {
    logo: [t('console.admin.images.logo'), t('console.admin.images.logoHelp')],
    logoDark: [t('console.admin.images.logoDark'), t('console.admin.images.logoDarkHelp')],
    favicon: [t('console.admin.images.favicon'), t('console.admin.images.faviconHelp')],
    social: [t('console.admin.images.social'), t('console.admin.images.socialHelp')],
  } as const;
  return (
    <ul className="rows">
      {kinds.map((kind) => {
        const [label, help] = words[kind];
        const image = images[kind];
        return (
          <li key={kind} className="py-4 first:pt-0">
            <ImageSlot
              {...{ kind, label, help, tooLarge }}
              path={image && brandImagePath(image.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}
