'use client';

import { useTranslations } from 'next-intl';
import { accentVariables } from '@/ui/accent';
import { StatusPill } from '@/ui/status-pill';

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
      style={{ ...accentVariables(colour), colorScheme: scheme }}
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
