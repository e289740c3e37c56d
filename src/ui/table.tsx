import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

/** A table that scrolls sideways by itself. `label` names it for screen readers. */
export function Table({
  label,
  head,
  className,
  children,
}: {
  label: string;
  /** The `Th`s. */
  head: ReactNode;
  className?: string;
  /** The rows. */
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-box" aria-label={label} tabIndex={0}>
      <table className={classNames('table', className)}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** A column's head; with `href` it sorts, and `sorted` says how it stands now. */
export function Th({
  href,
  sorted,
  end,
  className,
  children,
  ...rest
}: ComponentProps<'th'> & {
  href?: string;
  sorted?: 'ascending' | 'descending';
  /** Numbers and deeds stand at the end. */
  end?: boolean;
}) {
  return (
    <th scope="col" aria-sort={sorted} {...rest} className={classNames(end && 'end', className)}>
      {href ? (
        <Link href={href} scroll={false} className="sort">
          {children}
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

export function Td({ end, className, ...rest }: ComponentProps<'td'> & { end?: boolean }) {
  return <td {...rest} className={classNames(end && 'end', className)} />;
}
