/** What Next hands to a page. */
export interface PageInput<P = Record<string, never>> {
  params: Promise<P>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The first value of a search parameter, or undefined. */
export function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
