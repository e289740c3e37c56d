'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/ui/button';

/** So many at first: ten thousand rows take a browser a while. */
const atFirst = 200;

/** The rows that are shown, and the button that shows the others. */
export function useFirstRows<Row>(rows: readonly Row[]): {
  shown: readonly Row[];
  more: ReactNode;
} {
  const t = useTranslations('console.articleImport');
  const [all, setAll] = useState(false);
  if (all || rows.length <= atFirst) return { shown: rows, more: null };
  return {
    shown: rows.slice(0, atFirst),
    more: (
      <Button onClick={() => setAll(true)} className="justify-self-start">
        {t('showAll', { count: rows.length })}
      </Button>
    ),
  };
}
