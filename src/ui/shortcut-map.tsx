'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { ShortcutMap as Keys } from './shortcuts';
import { useUiTexts } from './ui-texts';
import { activeShortcuts, useShortcuts } from './use-shortcuts';

const ShortcutList = dynamic(() => import('./shortcut-list'), { ssr: false });

/** Once in a layout: puts its own `keys` in force and shows all of the page's on `?`. */
export function ShortcutMap({ keys = {} }: { keys?: Keys }) {
  const texts = useUiTexts();
  const [shown, setShown] = useState<Keys>();
  useShortcuts({
    ...keys,
    '?': { label: texts.showShortcuts, run: () => setShown(activeShortcuts()) },
  });
  return shown ? <ShortcutList keys={shown} onClose={() => setShown(undefined)} /> : null;
}
