import { type Query, queryText } from '@/app/portal/_frame/query-text';

/** The ways to sort, as the address names them; '' is the last change first. */
const sorts = {
  '': { sort: 'updated', direction: 'desc' },
  newest: { sort: 'created', direction: 'desc' },
  oldest: { sort: 'created', direction: 'asc' },
  priority: { sort: 'priority', direction: 'desc' },
} as const;

export type SortName = keyof typeof sorts;

/** What the address asks of a list of tickets. Nonsense counts as nothing. */
export async function readListQuery(searchParams: Query) {
  const params = await searchParams;
  const q = queryText(params.q)?.slice(0, 200);
  const text = { q, status: queryText(params.status)?.slice(0, 60) };
  const wanted = queryText(params.sort) ?? '';
  const order = sorts[Object.hasOwn(sorts, wanted) ? (wanted as SortName) : ''];
  const isFiltered = Boolean(text.q || text.status);
  return {
    ...text,
    ...order,
    sortName: wanted,
    cursor: queryText(params.cursor)?.slice(0, 500),
    isFiltered,
  };
}

export type ListQuery = Awaited<ReturnType<typeof readListQuery>>;

/** The address of another page of the same list. */
export function pageHref(path: string, query: ListQuery, cursor: string | null): string {
  const params = new URLSearchParams();
  if (query.q) params.set('q', query.q);
  if (query.status) params.set('status', query.status);
  if (query.sortName) params.set('sort', query.sortName);
  if (cursor) params.set('cursor', cursor);
  return params.size ? `${path}?${params}` : path;
}
