import { Pagination } from '@/ui/pagination';
import { withQuery } from './query-text';

/** Below a list that is read a page at a time: to its first page, and on to the next one. */
export function ListPages({
  label,
  first,
  next,
  path,
  query = {},
  cursor,
  nextCursor,
}: {
  label: string;
  first: string;
  next: string;
  path: string;
  /** What the list is narrowed by. */
  query?: Record<string, string | undefined>;
  /** Where the page on the screen begins; absent on the first one. */
  cursor: string | undefined;
  nextCursor: string | null;
}) {
  const later = nextCursor && {
    href: withQuery(path, { ...query, cursor: nextCursor }),
    label: next,
  };
  return (
    <Pagination
      label={label}
      newer={cursor ? { href: withQuery(path, query), label: first } : undefined}
      older={later || undefined}
    />
  );
}
