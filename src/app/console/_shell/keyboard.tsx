'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ShortcutMap } from '@/ui/shortcut-map';
import { Palette, type PalettePage } from './palette';
import { PaletteContext } from './palette-context';

/** The keys that work on every page, the palette, and the map of all of them. */
export function Keyboard({
  pages,
  children,
}: {
  pages: readonly PalettePage[];
  children: React.ReactNode;
}) {
  const t = useTranslations();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const openPalette = () => setOpen(true);
  const to = (label: string, href: string) => ({ label, run: () => router.push(href) });
  return (
    <PaletteContext value={openPalette}>
      {/* First, so that a page's own keys win over these. */}
      <ShortcutMap
        keys={{
          'mod+k': { label: t('console.palette.title'), run: openPalette, whileTyping: true },
          '/': { label: t('console.keys.search'), run: openPalette },
          'g h': to(t('console.nav.home'), '/console'),
          'g t': to(t('console.nav.tickets'), '/console/tickets'),
          'g n': to(t('console.tickets.new'), '/console/tickets/new'),
          'g c': to(t('console.nav.contacts'), '/console/contacts'),
          'g o': to(t('console.nav.companies'), '/console/companies'),
        }}
      />
      {children}
      {open && <Palette pages={pages} onClose={() => setOpen(false)} />}
    </PaletteContext>
  );
}
