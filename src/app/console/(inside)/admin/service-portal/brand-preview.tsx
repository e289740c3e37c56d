'use client';

import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { accentScale } from '@/ui/accent';
import { StatusPill } from '@/ui/status-pill';

/** The page beneath, fixed: a part of a page can't take the other scheme from tokens.css. */
const ground = {
  light: { '--canvas': '#fafbfc', '--ink': '#1b1e24', '--muted': '#5a606b', '--line': '#dfe2e6' },
  dark: { '--canvas': '#101216', '--ink': '#eceef1', '--muted': '#a8adb6', '--line': '#30343b' },
};

/** A piece of the portal in the chosen colour, by day and by night. Nothing in it can be used. */
export function BrandPreview(props: {
  colour: string;
  tenantName: string;
  supportContact: string;
}) {
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
  scheme,
}: {
  colour: string;
  tenantName: string;
  supportContact: string;
  scheme: 'light' | 'dark';
}) {
  const t = useTranslations();
  return (
    <div
      className="grid content-start gap-3 rounded-md border border-line bg-canvas p-4 text-ink"
      style={{ ...accentScale(colour, scheme), ...ground[scheme] } as CSSProperties}
    >
      <p className="flex items-center gap-2 font-medium">
        <span className="size-4 rounded-sm" style={{ background: colour }} />
        <bdi>{tenantName}</bdi>
      </p>
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
    </div>
  );
}
