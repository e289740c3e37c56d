import type { ReactNode } from 'react';

/** Views of one thing, each with its own URL. */
export function Tabs({
  label,
  items,
}: {
  label: string;
  items: readonly { href: string; label: ReactNode; badge?: ReactNode; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="tabs">
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'page' : undefined}
          className="tab"
        >
          {item.label}
          {item.badge}
        </a>
      ))}
    </nav>
  );
}
