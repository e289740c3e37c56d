'use client';

import { LogOut, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { NavLink } from '@/ui/nav-link';

/**
 * Who is signed in, their own settings, the way out: by a full load, so that nothing of the
 * person stays in this page's memory.
 */
export function PersonFoot({ name }: { name: string }) {
  const t = useTranslations();
  return (
    <div className="side-nav">
      <p className="flex items-center gap-2 px-2.5 py-1.5 text-muted">
        <Avatar name={name} className="text-sm" />
        <span dir="auto" className="truncate">
          {name}
        </span>
      </p>
      <NavLink href="/console/app-settings" icon={<Settings aria-hidden />}>
        {t('console.nav.appSettings')}
      </NavLink>
      <form method="post" action="/api/sign-out?face=console" className="contents">
        <button type="submit" className="nav-link">
          <LogOut aria-hidden />
          <span className="nav-word">{t('console.nav.signOut')}</span>
        </button>
      </form>
    </div>
  );
}
