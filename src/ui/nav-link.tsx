'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/**
 * A link of the navigation; knows whether it leads to where one is. `exact` for a start page,
 * which would otherwise be above everything.
 */
export function NavLink({
  href,
  exact = false,
  icon,
  badge,
  children,
}: {
  href: string;
  exact?: boolean;
  icon?: ReactNode;
  badge?: ReactNode;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <a href={href} aria-current={here ? 'page' : undefined} className="nav-link">
      {icon}
      <span className="nav-word">{children}</span>
      {badge}
    </a>
  );
}
