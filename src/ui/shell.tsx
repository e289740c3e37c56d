import type { ReactNode } from 'react';
import { NavLink } from './nav-link';
import { SkipLink } from './page';

export interface NavItem {
  href: string;
  label: string;
  icon?: ReactNode;
  badge?: ReactNode;
  exact?: boolean;
  /** A shorter word for the bar at the bottom of a phone. */
  shortLabel?: string;
}

export function SideNav({
  label,
  title,
  items,
}: {
  label: string;
  /** Seen above a second or third group. */
  title?: string;
  items: readonly NavItem[];
}) {
  return (
    <nav aria-label={label} className="side-nav">
      {title && <p className="side-nav-title">{title}</p>}
      {items.map(({ label: words, shortLabel: _, ...item }) => (
        <NavLink key={item.href} {...item}>
          {words}
        </NavLink>
      ))}
    </nav>
  );
}

/** The phone's navigation: the first five; more would be too small for a thumb. */
export function BottomBar({ label, items }: { label: string; items: readonly NavItem[] }) {
  return (
    <nav aria-label={label} className="bottom-bar">
      {items.slice(0, 5).map(({ label: words, shortLabel, ...item }) => (
        <NavLink key={item.href} {...item}>
          {shortLabel ?? words}
        </NavLink>
      ))}
    </nav>
  );
}

/** Logo and name, leading home. A logo that says the name stands alone. */
export function Brand({ href, logo, name }: { href: string; logo?: ReactNode; name?: string }) {
  return (
    <a href={href} className="brand">
      {logo}
      {name && <span>{name}</span>}
    </a>
  );
}

/** The frame of a face: navigation at the side from 1024 px, top line and bottom bar below. */
export function AppShell({
  skip,
  brand,
  top,
  side,
  foot,
  bottom,
  banner,
  children,
}: {
  /** Words of the skip link. */
  skip: string;
  brand: ReactNode;
  /** At the end of the phone's top line. */
  top?: ReactNode;
  side: ReactNode;
  /** At the foot of the side: who is signed in, sign out. */
  foot?: ReactNode;
  bottom?: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="shell">
      <SkipLink>{skip}</SkipLink>
      <div className="shell-side">
        {brand}
        {side}
        {foot && <div className="shell-side-foot">{foot}</div>}
      </div>
      <header className="shell-top">
        {brand}
        {top && <div className="ms-auto flex items-center gap-2">{top}</div>}
      </header>
      <div className="shell-banner">{banner}</div>
      <main id="main" tabIndex={-1} className="shell-main">
        {children}
      </main>
      {bottom}
    </div>
  );
}
