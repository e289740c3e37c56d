'use client';

import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import {
  type BrandImage,
  type BrandImageKind,
  brandImagePath,
  saysName,
} from '@/settings/brand-image-kinds';
import { accentScale } from '@/ui/accent';
import { StatusPill } from '@/ui/status-pill';

/** The page beneath, fixed: a part of a page can't take the other scheme from tokens.css. */
const ground = {
  light: { '--canvas': '#fafbfc', '--ink': '#1b1e24', '--muted': '#5a606b', '--line': '#dfe2e6' },
  dark: { '--canvas': '#101216', '--ink': '#eceef1', '--muted': '#a8adb6', '--line': '#30343b' },
};

interface Previewed {
  colour: string;
  tenantName: string;
  supportContact: string;
  welcome: string;
  links: string[];
  images: Partial<Record<BrandImageKind, BrandImage>>;
}

/** A piece of the portal in the chosen colour, by day and by night. Nothing in it can be used. */
export function BrandPreview(props: Previewed) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Sample {...props} scheme="light" />
      <Sample {...props} scheme="dark" />
    </div>
  );
}

function Sample({
  colour,
  tenantName,
  supportContact,
  welcome,
  links,
  images,
  scheme,
}: Previewed & { scheme: 'light' | 'dark' }) {
  const t = useTranslations();
  const logo = scheme === 'dark' && images.logo ? (images.logoDark ?? images.logo) : images.logo;
  return (
    <div
      className="grid content-start gap-3 rounded-md border border-line bg-canvas p-4 text-ink"
      style={{ ...accentScale(colour, scheme), ...ground[scheme] } as CSSProperties}
    >
      <p className="flex items-center gap-2 font-medium">
        {logo ? (
          <img src={brandImagePath(logo.id)} alt="" className="max-h-8 max-w-32" />
        ) : (
          <span className="size-4 flex-none rounded-sm" style={{ background: colour }} />
        )}
        {!(logo && saysName(logo)) && <bdi className="min-w-0 break-words">{tenantName}</bdi>}
      </p>
      {welcome.trim() && (
        <p className="whitespace-pre-line break-words" dir="auto">
          {welcome}
        </p>
      )}
      <StatusPill tone="accent" soft className="justify-self-start">
        {t('console.admin.brand.sampleStatus')}
      </StatusPill>
      <p>
        <span className="link">{t('console.admin.brand.sampleLink')}</span>
      </p>
      <span aria-hidden className="button button-primary justify-self-start">
        {t('console.admin.brand.sampleButton')}
      </span>
      {supportContact && (
        <p className="text-sm text-muted" dir="auto">
          {supportContact}
        </p>
      )}
      {links.length > 0 && (
        <p className="flex flex-wrap gap-x-3 text-sm">
          {links.map((label) => (
            <span key={label} className="link" dir="auto">
              {label}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
