/** The `searchParams` of a page. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

/** One value of the query, trimmed and cut; absent where it is empty. The first one counts. */
export function queryText(
  value: string | string[] | undefined,
  { most = 120 } = {},
): string | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  return text?.trim().slice(0, most) || undefined;
}

/** Where a page of a list begins. */
export const queryCursor = (value: string | string[] | undefined) =>
  queryText(value, { most: 1000 });

/** `path` with these values as its query; what is absent is left out. */
export function withQuery(path: string, values: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
}
