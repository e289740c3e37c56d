'use client';

import { Fragment } from 'react';
import { Dialog } from './dialog';
import { Kbd } from './page';
import type { ShortcutMap } from './shortcuts';
import { useUiTexts } from './ui-texts';

const signs: Record<string, string> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: '↵',
  escape: 'Esc',
  alt: 'Alt',
};

function sign(key: string): string {
  if (key === 'mod') return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  return signs[key] ?? key.toUpperCase();
}

/** The map itself; loaded when it is asked for. */
export default function ShortcutList({
  keys,
  onClose,
}: {
  keys: ShortcutMap;
  onClose: () => void;
}) {
  const texts = useUiTexts();
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={texts.shortcuts}>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2">
        {Object.entries(keys).map(([key, { label }]) => (
          <Fragment key={key}>
            <dt>{label}</dt>
            <dd className="flex items-center justify-end gap-1 text-sm text-muted">
              {key.split(' ').map((chord, at) => (
                <Fragment key={chord}>
                  {at > 0 && <span>{texts.thenKey}</span>}
                  {chord.split('+').map((part) => (
                    <Kbd key={part}>{sign(part)}</Kbd>
                  ))}
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
