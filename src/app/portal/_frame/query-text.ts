/** The `searchParams` of a page. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

/** One parameter as text; what came several times counts as absent. */
export function queryText(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
