import type { ReactNode } from 'react';
import { ButtonLink } from './button';

/** Keyset pages: only before and after exist, and both are links that can be shared. */
export function Pagination({
  label,
  newer,
  older,
  children,
}: {
  label: string;
  newer?: { href: string; label: string };
  older?: { href: string; label: string };
  /** Between them: "26–50". */
  children?: ReactNode;
}) {
  if (!newer && !older) return null;
  return (
    <nav aria-label={label} className="pagination">
      {newer ? (
        <ButtonLink href={newer.href} size="sm" rel="prev">
          {newer.label}
        </ButtonLink>
      ) : (
        <span />
      )}
      {children}
      {older ? (
        <ButtonLink href={older.href} size="sm" rel="next">
          {older.label}
        </ButtonLink>
      ) : (
        <span />
      )}
    </nav>
  );
}
