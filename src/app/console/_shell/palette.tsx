'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type PalettePage, paletteEntries } from './palette-entries';

export type { PalettePage } from './palette-entries';

/** ⌘K: any page, a ticket by its number, a search of tickets or contacts. Mounted while open. */
export function Palette({
  pages,
  onClose,
}: {
  pages: readonly PalettePage[];
  onClose: () => void;
}) {
  const t = useTranslations();
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);

  useEffect(() => dialog.current?.showModal(), []);

  const entries = paletteEntries(typed, pages, {
    newTicket: t('console.tickets.new'),
    ticket: (number) => t('console.palette.ticket', { number }),
    searchTickets: (words) => t('console.palette.searchTickets', { words }),
    searchContacts: (words) => t('console.palette.searchContacts', { words }),
  });
  const chosen = Math.min(at, entries.length - 1);

  function go(entry: PalettePage | undefined) {
    if (!entry) return;
    onClose();
    router.push(entry.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setAt((chosen + step + entries.length) % entries.length);
    else if (event.key === 'Enter') go(entries[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      // biome-ignore lint/a11y/noRedundantRoles: the keys of the page look for this attribute
      role="dialog"
      aria-label={t('console.palette.title')}
      className="dialog palette"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <input
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={`${listId}-${chosen}`}
        aria-label={t('console.palette.title')}
        placeholder={t('console.palette.placeholder')}
        autoComplete="off"
        className="palette-input"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('console.palette.title')} className="p-1">
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the field above
          <div
            key={entry.href}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            data-highlighted={index === chosen || undefined}
            className="menu-item"
            onPointerMove={() => setAt(index)}
            onClick={() => go(entry)}
          >
            <span dir="auto" className="truncate">
              {entry.label}
            </span>
          </div>
        ))}
      </div>
    </dialog>
  );
}
