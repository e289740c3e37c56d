'use client';

import { Menu as Base } from '@base-ui/react/menu';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';
import { Kbd } from './page';

export type MenuEntry =
  | {
      key: string;
      label: ReactNode;
      icon?: ReactNode;
      /** Goes there; otherwise `onSelect` runs. */
      href?: string;
      onSelect?: () => void;
      danger?: boolean;
      disabled?: boolean;
      /** The shortcut that does the same. */
      keys?: string;
    }
  | { key: string; line: true }
  | { key: string; title: ReactNode };

/** Deeds behind one button. `trigger` is that button, with an accessible name of its own. */
export function Menu({
  trigger,
  entries,
  align = 'start',
}: {
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={8} className="z-50">
          <Base.Popup className="menu">{entries.map(renderEntry)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function renderEntry(entry: MenuEntry) {
  if ('line' in entry) return <Base.Separator key={entry.key} className="menu-line" />;
  if ('title' in entry) {
    return (
      <p key={entry.key} className="menu-title">
        {entry.title}
      </p>
    );
  }
  const look = classNames('menu-item', entry.danger && 'menu-item-danger');
  const content = (
    <>
      {entry.icon}
      <span>{entry.label}</span>
      {entry.keys && <Kbd>{entry.keys}</Kbd>}
    </>
  );
  if (entry.href && !entry.disabled) {
    return (
      <Base.LinkItem
        key={entry.key}
        closeOnClick
        className={look}
        render={<Link href={entry.href} />}
      >
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item key={entry.key} disabled={entry.disabled} onClick={entry.onSelect} className={look}>
      {content}
    </Base.Item>
  );
}
