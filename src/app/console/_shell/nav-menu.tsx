'use client';

import { Menu } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { buttonClass } from '@/ui/button';

/** The whole navigation behind one button, where the screen is too narrow for the side. */
export function NavMenu({ children }: { children: ReactNode }) {
  const t = useTranslations();
  const path = usePathname();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => menu.current?.hidePopover(), [path]);
  return (
    <>
      <button
        type="button"
        popoverTarget="console-nav"
        aria-label={t('console.nav.menu')}
        title={t('console.nav.menu')}
        className={buttonClass({ variant: 'quiet' }, 'icon-button')}
      >
        <Menu aria-hidden />
      </button>
      <div ref={menu} id="console-nav" popover="auto" className="nav-sheet">
        {children}
      </div>
    </>
  );
}
