'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { use } from 'react';
import { PaletteContext } from './palette-context';

/** Looks like a search field and opens the palette. */
export function PaletteButton() {
  const t = useTranslations();
  return (
    <button
      type="button"
      className="palette-button"
      aria-keyshortcuts="Meta+K Control+K"
      aria-label={t('console.palette.title')}
      onClick={use(PaletteContext)}
    >
      <Search aria-hidden />
      <span>{t('console.palette.open')}</span>
    </button>
  );
}
